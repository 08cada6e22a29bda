"""Turn pip's report of what it would install into a list of pins, without a word on where from.

No hashes: a list must serve every kind of machine, and each has wheels of its own.
"""

import json
import sys

HEAD = """\
# Everything `make setup` installs, at the versions the tests ran with. Written by `make lock`.
# For a server, without the tools of development: pip install --constraint requirements.lock .
"""

report = json.load(sys.stdin)
packages = [item["metadata"] for item in report["install"]]
pins = {package["name"].lower(): package["version"] for package in packages}
del pins["jalon"]

sys.stdout.write(HEAD)
sys.stdout.writelines(f"{name}=={version}\n" for name, version in sorted(pins.items()))
