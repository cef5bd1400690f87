package org.caudal.problem;

/** How a run ended, as the exit status of the process; a public contract. */
public enum ExitCode {
  /** Everything asked for is done, or was done before. */
  DONE(0),
  /** A fault of the program or of the machine; trying again may help. */
  INTERNAL(1),
  /** The command line, the configuration, a key or a path is wrong; trying again does not help. */
  USER(2),
  /** The data break their contract or a check; nothing was changed by the job that found it. */
  DATA(3),
  /** Done, with quality warnings; only where warnings were asked to count. */
  WARNINGS(4);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process exit status. */
  public int status() {
    return status;
  }
}
