package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import org.caudal.problem.ExitCode;
import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void theInnermostCauseIsSaidInOneLineWithoutTheValueItQuotes() {
    Exception error =
        new IllegalStateException(
            "outer",
            new NumberFormatException(
                "[CAST_INVALID_INPUT] The value 'Rosa Quispe' of the type \"STRING\" cannot be"
                    + " cast.\n- name : Rosa Quispe"));
    assertThat(Causes.describe(error))
        .isEqualTo(
            "NumberFormatException: [CAST_INVALID_INPUT] The value '…' of the type \"STRING\""
                + " cannot be cast.");
    assertThat(Causes.describe(new IllegalStateException("Text 'Rosa\nQuispe' is no day")))
        .isEqualTo("IllegalStateException: Text '…'");
    assertThat(
            Causes.describe(
                new IllegalStateException("The value 'Bernardo O'Higgins' is no number.")))
        .isEqualTo("IllegalStateException: The value '…' is no number.");
    assertThat(Causes.describe(new IllegalStateException("Text 'Bernardo O'Higgins\nRiquelme'.")))
        .isEqualTo("IllegalStateException: Text '…'");
    assertThat(Causes.describe(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void aFileSystemThatLetsNobodyWriteIsNoErrorOfTheProgram() {
    Causes.Failure refused =
        Causes.failure(
            new IllegalStateException(
                "Job aborted", new FileNotFoundException("/t/x.tmp (Operation not permitted)")));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(refused.problems().get(0))
        .startsWith("FileNotFoundException: /t/x.tmp (Operation not permitted)")
        .contains("Give the user of the run the right to write there");
    assertThat(Causes.failure(new FileNotFoundException("/t/x (No such file)")).exitCode())
        .isEqualTo(ExitCode.INTERNAL);
  }
}
