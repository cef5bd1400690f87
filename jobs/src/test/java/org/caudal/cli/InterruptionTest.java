package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class InterruptionTest {

  @Test
  void anEndFromOutsideIsSaidOnceAndNothingBehindIt() {
    StringWriter said = new StringWriter();
    CommandLine line = CaudalCommand.commandLine();
    line.setErr(new PrintWriter(said));
    Interruption interruption = Interruption.of(line);
    PrintWriter err = line.getErr(); // a command keeps it

    err.println("working");
    interruption.processEnds();
    err.println("internal error: the context is gone");

    assertThat(said.toString().lines())
        .containsExactly("working", "interrupted; run the same command again");
  }

  @Test
  void aCommandThatEndsByItselfIsNotCalledInterrupted() {
    StringWriter said = new StringWriter();
    CommandLine line = CaudalCommand.commandLine();
    line.setErr(new PrintWriter(said));
    Interruption interruption = Interruption.of(line);
    interruption.commandEnded();
    interruption.processEnds();
    assertThat(said.toString()).isEmpty();
  }
}
