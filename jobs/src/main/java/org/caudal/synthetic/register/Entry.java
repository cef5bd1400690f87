package org.caudal.synthetic.register;

import java.util.function.UnaryOperator;
import org.caudal.synthetic.country.Dice;

/**
 * What a clerk writes of one person. A text that does not exist is empty.
 *
 * @param given given names
 * @param first first surname, with its particles
 * @param second second surname
 * @param partner first surname of the partner
 * @param birth date of birth, ISO 8601
 * @param sex ISO 5218
 * @param country of citizenship, ISO 3166-1 alpha-3
 * @param document number of a document
 */
record Entry(
    String given,
    String first,
    String second,
    String partner,
    String birth,
    String sex,
    String country,
    String document) {

  /** Both surnames, in the order in which they stand. */
  String surnames() {
    return second.isEmpty() ? first : first + " " + second;
  }

  Entry given(String text) {
    return new Entry(text, first, second, partner, birth, sex, country, document);
  }

  Entry surnames(String one, String two) {
    return new Entry(given, one, two, partner, birth, sex, country, document);
  }

  Entry birth(String text) {
    return new Entry(given, first, second, partner, text, sex, country, document);
  }

  Entry sex(String text) {
    return new Entry(given, first, second, partner, birth, text, country, document);
  }

  Entry country(String text) {
    return new Entry(given, first, second, partner, birth, sex, text, document);
  }

  Entry document(String text) {
    return new Entry(given, first, second, partner, birth, sex, country, text);
  }

  /** Every name changed alike. */
  Entry names(UnaryOperator<String> change) {
    return given(change.apply(given)).surnames(change.apply(first), change.apply(second));
  }

  /** One name changed: given names, first or second surname, whichever the dice say. */
  Entry oneName(Dice dice, UnaryOperator<String> change) {
    return switch (dice.below("name", second.isEmpty() ? 2 : 3)) {
      case 0 -> given(change.apply(given));
      case 1 -> surnames(change.apply(first), second);
      default -> surnames(first, change.apply(second));
    };
  }
}
