"""Scripts that complete commands and options in bash, zsh and fish, made from the parser.

Not shtab, which also makes such scripts from a parser: it would be a dependency in place of three small templates.
"""

import argparse
from collections.abc import Mapping

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
_pressenetz() {
    local word=${COMP_WORDS[COMP_CWORD]} command="" each options=""
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $each != -* ]]; then command=$each; break; fi
    done
    case $command in
        "") options="%(first)s" ;;
%(cases)s
    esac
    if [[ -z $command || $word == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$word"));
    elif [[ $command == completion ]]; then COMPREPLY=($(compgen -W "%(shells)s" -- "$word"));
    else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _pressenetz pressenetz"""

_ZSH = """\
#compdef pressenetz
autoload -U +X compinit && compinit -u
autoload -U +X bashcompinit && bashcompinit
%s"""


def completion_script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Write the script for a shell; it names all commands and their options, and leaves the rest to file names.

    Load it with `source <(pressenetz completion bash)`, also in zsh, or `pressenetz completion fish | source`.
    """
    (commands,) = (dict(action.choices) for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    if shell == "fish":
        return _fish(parser, commands)
    cases = [f'        {name}) options="{" ".join(_options(each))}" ;;' for name, each in commands.items()]
    first = " ".join([*commands, *_options(parser)])
    bash = _BASH % {"first": first, "cases": "\n".join(cases), "shells": " ".join(SHELLS)}
    return bash if shell == "bash" else _ZSH % bash


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]


def _fish(parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser]) -> str:
    lines = [
        f"complete -c pressenetz -n __fish_use_subcommand -f -a {name} -d {_quoted(each.description or '')}"
        for name, each in commands.items()
    ]
    lines += [f"complete -c pressenetz -n __fish_use_subcommand -l {name[2:]}" for name in _options(parser)]
    for name, each in commands.items():
        for action in each._actions:
            for option in action.option_strings:
                if option.startswith("--"):
                    value = "" if action.nargs == 0 else " -r"
                    help_ = _quoted(action.help or "")
                    only = f"'__fish_seen_subcommand_from {name}'"
                    lines.append(f"complete -c pressenetz -n {only} -l {option[2:]}{value} -d {help_}")
    lines.append(f"complete -c pressenetz -n '__fish_seen_subcommand_from completion' -f -a '{' '.join(SHELLS)}'")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Quote for fish, where only backslash and quote are special inside single quotes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
