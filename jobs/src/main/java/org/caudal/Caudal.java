package org.caudal;

import org.caudal.cli.CaudalCommand;
import org.caudal.cli.Interruption;
import picocli.CommandLine;

/** The program: {@code caudal COMMAND …}. */
public final class Caudal {
  private Caudal() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine line = CaudalCommand.commandLine();
    Interruption interruption = Interruption.of(line);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::processEnds));
    int exitCode = line.execute(arguments);
    interruption.commandEnded();
    System.exit(exitCode);
  }
}
