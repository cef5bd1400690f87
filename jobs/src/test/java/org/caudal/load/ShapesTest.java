package org.caudal.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** The shapes against regular expressions, which say what they are. */
class ShapesTest {
  private static final Pattern INTEGER = Pattern.compile("^[+-]?[0-9]{1,18}$");
  private static final Pattern NUMBER =
      Pattern.compile("^[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?$");
  private static final Pattern TIME =
      Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");

  @Test
  void textsOfFourCharactersAreToldAsByTheExpressions() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int from = 0, length = 1; length <= 4; length++) {
      int to = texts.size();
      for (int i = from; i < to; i++) {
        for (String next : List.of("0", "9", "+", "-", ".", "e", " ", "\n", "é")) {
          texts.add(texts.get(i) + next);
        }
      }
      from = to;
    }
    assertThat(texts).hasSize(1 + 9 + 81 + 729 + 6561);
    assertAlike(texts, INTEGER, Shapes::isInteger);
    assertAlike(texts, NUMBER, Shapes::isNumber);
  }

  @Test
  void eighteenDigitsAreAWholeNumberAndNineteenAreNone() {
    String eighteen = "9".repeat(18);
    assertThat(Shapes.isInteger(UTF8String.fromString(eighteen))).isTrue();
    assertThat(Shapes.isInteger(UTF8String.fromString("-" + eighteen))).isTrue();
    assertThat(Shapes.isInteger(UTF8String.fromString(eighteen + "9"))).isFalse();
  }

  @Test
  void aTimeWithOneOtherCharacterAnywhereIsToldAsByTheExpression() {
    List<String> texts = new ArrayList<>(List.of("2025-06-02 14:30:00"));
    for (int i = 0; i <= 19; i++) {
      for (String other : List.of("", "0", "x", "-", " ", "\n")) {
        String time = texts.get(0);
        texts.add(time.substring(0, i) + other + time.substring(Math.min(i + 1, 19)));
      }
    }
    assertThat(texts.stream().filter(TIME.asPredicate())).hasSizeGreaterThan(15);
    assertAlike(texts, TIME, Shapes::isTime);
  }

  private static void assertAlike(
      List<String> texts, Pattern expected, Predicate<UTF8String> shape) {
    assertThat(texts.stream().filter(text -> shape.test(UTF8String.fromString(text))).toList())
        .isEqualTo(texts.stream().filter(expected.asPredicate()).toList());
  }
}
