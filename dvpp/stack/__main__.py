"""python -m dvpp.stack: setup, demo, run, clean, and what the product is made of."""

import argparse
import subprocess
import sys

from . import assets, cleaning, demo, listing, system
from .embedded import running, say
from .folders import Folders, StackError


def setup(arguments):
    system.require_python()
    system.install(system.PDF, say)
    if arguments.tests:
        system.install(system.BROWSER, say)
    assets.build(say)
    return 0


def styles(_arguments):
    assets.build(say)
    return 0


def clean(_arguments):
    cleaning.remove(Folders.from_environment())
    return 0


def run(arguments):
    with running():
        return subprocess.run(arguments.command).returncode


def parser():
    main = argparse.ArgumentParser(prog="python -m dvpp.stack", description=__doc__)
    commands = main.add_subparsers(required=True)
    command = commands.add_parser(
        "setup", help="install system libraries and build the styles; starts nothing"
    )
    command.add_argument("--tests", action="store_true", help="what the tests need as well")
    command.set_defaults(do=setup)
    command = commands.add_parser("styles", help="build the styles only, when something changed")
    command.set_defaults(do=styles)
    command = commands.add_parser("demo", help="the whole site with the demonstration region, until Ctrl-C")
    command.set_defaults(do=demo.run)
    command = commands.add_parser("clean", help="remove the data of the embedded servers")
    command.set_defaults(do=clean)
    command = commands.add_parser("licences", help="write docs/licences.md")
    command.set_defaults(do=listing.write_licences)
    command = commands.add_parser("sbom", help="write the bill of materials, build/sbom.cdx.json")
    command.set_defaults(do=listing.write_materials)
    command = commands.add_parser("run", help="a command, with the embedded servers running meanwhile")
    command.add_argument("command", nargs="+")
    command.set_defaults(do=run)
    return main


def main():
    arguments = parser().parse_args()
    try:
        return arguments.do(arguments)
    except StackError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
