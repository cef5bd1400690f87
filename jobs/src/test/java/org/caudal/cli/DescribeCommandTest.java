package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DescribeCommandTest {

  /** The page of the job has links to those of its tables. */
  @Test
  void aTerminalShowsNoLinks() {
    StringWriter said = new StringWriter();
    CommandLine line = CaudalCommand.commandLine();
    line.setOut(new PrintWriter(said));

    assertThat(line.execute("describe", "estimate-displaced")).isZero();

    assertThat(said.toString()).contains("displaced_persons").doesNotContain("](");
  }
}
