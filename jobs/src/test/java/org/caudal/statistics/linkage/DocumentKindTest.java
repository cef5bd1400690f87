package org.caudal.statistics.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentKindTest {
  /** Numbers that stand in public explanations, or whose sum of weighted digits is shown. */
  @ParameterizedTest
  @CsvSource({
    "CHL_RUN, 12.345.678-5",
    "CHL_RUN, 76086428-5",
    "CHL_RUN, 1.000.005-k", // 5x2 + 1x2 = 12, 12 mod 11 = 1, 11 - 1 = 10
    "CHL_RUN, 1.000.030-0", // 3x3 + 1x2 = 11, 11 mod 11 = 0, 11 - 0 = 11
    "BRA_CPF, 111.444.777-35",
    "BRA_CPF, 529.982.247-25",
    "BRA_CPF, 000.000.006-04", // 6x2 = 12: 10, thus 0; 0x2 + 6x3 = 18, 18 mod 11 = 7: 4
    "BRA_CPF, 000.000.014-06", // 4x2 + 1x3 = 11: 11, thus 0; 0x2 + 4x3 + 1x4 = 16: 11 - 5 = 6
    "ARG_CUIT, 20-12345678-6",
    "ARG_CUIT, 20-26756539-3",
    "ARG_CUIT, 20-00000006-0", // 2x5 + 6x2 = 22: 11, thus 0
    "ARG_CUIT, 23-00000001-9", // 2x5 + 3x4 + 1x2 = 24, 24 mod 11 = 2: 9
    "URY_CI, 1.234.567-2", // 1x2 + 2x9 + 3x8 + 4x7 + 5x6 + 6x3 + 7x4 = 148, 10 - 8 = 2
    "URY_CI, 123.456-1", // 1x9 + 2x8 + 3x7 + 4x6 + 5x3 + 6x4 = 109, 10 - 9 = 1
    "URY_CI, 1.000.004-2", // 1x2 + 4x4 = 18, 10 - 8 = 2
    "URY_CI, 1.000.002-0", // 1x2 + 2x4 = 10
    "ECU_CEDULA, 1710034065", // 2+7+2+0+0+3+8+0+3 (of 12) = 25, 10 - 5 = 5
    "ECU_CEDULA, 171430710-3",
    "ECU_CEDULA, 3000000012", // issued abroad
    "DOM_CEDULA, 001-1391820-5", // 0+0+1+2+3+9 (of 18)+1+7 (of 16)+2+0 = 25
    "DOM_CEDULA, 224-0002211-1",
    "COL_NIT, 800.197.268-4", // 8x3+6x7+2x13+7x17+9x19+1x23+8x41 = 733, 733 mod 11 = 7: 4
    "COL_NIT, 213.123.432-1", // 397 mod 11 = 1, thus 1
    "COL_NIT, 100.007-0", // 7x3 + 1x23 = 44, 44 mod 11 = 0
    "MEX_CURP, BOXW310820HNERXN09",
    "PER_RUC, 20131312955", // 2x5+1x3+3x2+1x7+3x6+1x5+2x4+9x3+5x2 = 94, 94 mod 11 = 6: 5
    "PER_RUC, 20512333797",
    "PER_RUC, 10000000031", // 1x5 + 3x2 = 11: 11, thus 1
    "PER_RUC, 10000000120", // 1x5 + 1x3 + 2x2 = 12: 10, thus 0
  })
  void ofAllLastCharactersOneIsRight(DocumentKind kind, String number) {
    assertThat(kind.isOne(number)).isTrue();
    String body = number.substring(0, number.length() - 1);
    char last = Character.toUpperCase(number.charAt(number.length() - 1));
    for (char other : "0123456789K".toCharArray()) {
      assertThat(kind.isOne(body + other)).as(body + other).isEqualTo(other == last);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BRA_CPF, 111.444.777-05", // the first of the two is wrong
    "BRA_CPF, 111.111.111-11", // of one digit the arithmetic always holds
    "CHL_RUN, 11.111.111-1",
    "BRA_CPF, 6-04", // a spreadsheet took the zeros
    "ARG_CUIT, 20-00000001-0", // 2x5 + 1x2 = 12: 10, of which there is no number
    "ARG_CUIT, 20-00000001-9",
    "ARG_CUIT, 0-20-12345678-6",
    "CHL_RUN, 1.2K5.678-5",
    "CHL_RUN, 123-6", // 3x2 + 2x3 + 1x4 = 16, 11 - 5 = 6, but too short
    "ECU_CEDULA, 171003406",
    "MEX_CURP, BOXW310820ANERXN09",
    "MEX_CURP, OBXW310820HNERXN09", // two letters in the wrong order
    "PER_RUC, AB123456",
    "URY_CI, ''",
    // Check digits of these are right.
    "ECU_CEDULA, 9910034066", // no province
    "ECU_CEDULA, 2510034065",
    "PER_RUC, 99131312951", // begins with none of 10, 15, 16, 17 and 20
    "MEX_CURP, BOXW319920HNERXN00", // no month
    "MEX_CURP, BOXW310820HZZRXN06", // no state
  })
  void otherNumbersAreNone(DocumentKind kind, String number) {
    assertThat(kind.isOne(number)).isFalse();
  }
}
