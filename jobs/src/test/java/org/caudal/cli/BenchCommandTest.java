package org.caudal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void whatCannotBeMeasuredIsSaidBeforeSparkStarts() {
    assertThat(said("nothing"))
        .contains("nothing.", "synthesize, phone, days, spells, homes or registers");
    assertThat(said("registers")).contains("needs a file of records", "--records");
    assertThat(said("registers", "--records", "no.parquet")).contains("cannot read no.parquet");
  }

  private static String said(String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine line = CaudalCommand.commandLine();
    line.setErr(new PrintWriter(said, /* autoFlush= */ true));
    String[] all = new String[arguments.length + 1];
    all[0] = "bench";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertThat(line.execute(all)).isEqualTo(2);
    return said.toString();
  }
}
