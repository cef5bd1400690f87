package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of a value beside a rejected row. */
class MaskingTest {

  @ParameterizedTest
  @CsvSource({
    "2025-06-03 00:00:01, 2025-06-03 00:00:01",
    "2025-06-03 00:10, 2025-06-03 00:10",
    "2025-06-03 10:00:00, 2025-06-03 10:00:00",
    "2025-06-03 20:00:00.000Z, 2025-06-03 20:00:00.000Z",
    "2025-06-03 00:00:00.001, 2025-06-03 00:00:00.001",
    "2025-06-03T10:00:00.123-04:30, 2025-06-03T10:00:00.123-04:30",
    "02/06/2025 10:00, 02/06/2025 10:00",
    "2025-99-03 10:00, ####-##-## ##:##",
    "1990-03-12, ####-##-##", // may be a birth date
    "1990-03-12 00:00:00, ####-##-## ##:##:##", // so may this
    "12/03/1990 0:00, ##/##/#### #:##",
    "1990-03-12T00:00, ####-##-##X##:##",
    "1990-03-12T00:00:00.000Z, ####-##-##X##:##:##.###X",
    "1990-03-12 00:00:00-03, ####-##-## ##:##:##-##",
    "1990-03-12T00:00+05:30, ####-##-##X##:##+##:##",
    "1990-03-12 24:00:00, ####-##-## ##:##:##",
    "1990-03-12T06:00:00.000000Z, ####-##-##X##:##:##.######X", // midnight of Mexico City
    "1990-03-12 04:30:00+00, ####-##-## ##:##:##+##", // and once of Caracas
    "1990-03-12 06:00:00, ####-##-## ##:##:##", // without an offset, as databases write UTC
    "12/03/1990 6:00, ##/##/#### #:##",
    "12/03/1990 6:00:00Z, ##/##/#### #:##:##X",
    "1990-03-12T09:00:00Z, ####-##-##X##:##:##X", // of Alaska
    "1990-03-12T02:30:00Z, ####-##-##X##:##:##X", // of Newfoundland
    "1990-03-12 03:30, ####-##-## ##:##",
    "1990-03-12 10:00:00, 1990-03-12 10:00:00",
    "1990-03-12 06:15:00, 1990-03-12 06:15:00",
    "1990-03-12T06:00:01Z, 1990-03-12T06:00:01Z",
    "1990-03-12T06:00:00-06:00, 1990-03-12T06:00:00-06:00",
    "50677770005, ###########",
    "+50677770005 10:00, +########### ##:##",
    "Ana 2025-06-03 10:00, Xxx ####-##-## ##:##",
    "noon, xxxx",
    "99/99/9999, ##/##/####", // as registers write a day that is not known: a mask is another
    "12:30, 12:30"
  })
  void ofATimeFieldADayWithATimeButMidnightIsShown(String raw, String shown) {
    assertThat(text(Masking::timed, raw)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"2025-06-03 00:00:00, ####-##-## ##:##:##", "J. Paz, X. Xxx", "Ñu, Xx", "MEX, MEX"})
  void ofOthersTheShape(String raw, String shown) {
    assertThat(text(Masking::shaped, raw)).isEqualTo(shown);
  }

  private static String text(UnaryOperator<UTF8String> masking, String raw) {
    return masking.apply(UTF8String.fromString(raw)).toString();
  }
}
