package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(Causes.describe(new NullPointerException())).isEqualTo("NullPointerException");
  }
}
