package org.caudal;

import org.caudal.cli.CaudalCommand;

/** The program: {@code caudal COMMAND …}. */
public final class Caudal {
  private Caudal() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(CaudalCommand.commandLine().execute(arguments));
  }
}
