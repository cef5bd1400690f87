package org.caudal.docs;

import org.caudal.cli.CaudalCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference page of the command line: what {@code --help} prints. */
final class CommandLinePage {
  private CommandLinePage() {}

  static String text() {
    CommandLine root = CaudalCommand.commandLine();
    StringBuilder page =
        new StringBuilder("# Command line\n\n```\n")
            .append(root.getUsageMessage(Ansi.OFF))
            .append("```\n");
    root.getSubcommands()
        .forEach(
            (name, command) ->
                page.append("\n## caudal ")
                    .append(name)
                    .append("\n\n```\n")
                    .append(command.getUsageMessage(Ansi.OFF))
                    .append("```\n"));
    return page.toString();
  }
}
