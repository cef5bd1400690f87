package org.caudal.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import org.caudal.store.SparkSessions;
import picocli.CommandLine;

/**
 * The end of a command from outside, as by Ctrl-C or a scheduler: one line says so, and what breaks
 * while Spark is taken down says nothing.
 */
public final class Interruption {
  private final CommandLine line;
  private volatile boolean ended;
  private volatile boolean silent;

  private Interruption(CommandLine line) {
    this.line = line;
  }

  /** Watches over a command line that is about to be executed. */
  public static Interruption of(CommandLine line) {
    Interruption interruption = new Interruption(line);
    line.setOut(interruption.until(line.getOut()));
    line.setErr(interruption.until(line.getErr()));
    return interruption;
  }

  /** The command has come to its own end. */
  public void commandEnded() {
    ended = true;
  }

  /** To be called when the process ends. */
  public void processEnds() {
    if (!ended) {
      line.getErr().println("interrupted; run the same command again");
      line.getErr().flush();
      ended = true;
      silent = true;
      SparkSessions.logNothing();
    }
  }

  private PrintWriter until(PrintWriter open) {
    return new PrintWriter(
        new FilterWriter(open) {
          @Override
          public void write(int c) throws IOException {
            if (!silent) {
              super.write(c);
            }
          }

          @Override
          public void write(char[] text, int from, int length) throws IOException {
            if (!silent) {
              super.write(text, from, length);
            }
          }

          @Override
          public void write(String text, int from, int length) throws IOException {
            if (!silent) {
              super.write(text, from, length);
            }
          }
        },
        /* autoFlush= */ true);
  }
}
