package org.caudal.statistics.linkage;

/** Check digits of documents, as those who issue them compute them. */
final class CheckDigits {
  private static final int[] TWO_TO_SEVEN = {2, 3, 4, 5, 6, 7};
  private static final int[] TWO_TO_ELEVEN = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  private static final int[] OF_URUGUAY = {4, 3, 6, 7, 8, 9, 2};
  private static final int[] OF_COLOMBIA = {
    3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71
  };

  /** Values of digits and letters by their place. */
  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

  private CheckDigits() {}

  /** Modulo 11 with K for ten: the RUN of the civil register of Chile. */
  static String chile(String body) {
    return ofEleven(body, TWO_TO_SEVEN, "123456789K0");
  }

  /** Twice modulo 11, the second time with the first digit: the CPF of the revenue of Brazil. */
  static String brazil(String body) {
    String first = ofEleven(body, TWO_TO_ELEVEN, "12345678900");
    return first + ofEleven(body + first, TWO_TO_ELEVEN, "12345678900");
  }

  /** Modulo 11 without ten, for which no number is issued: CUIT and CUIL of Argentina. */
  static String argentina(String body) {
    return ofEleven(body, TWO_TO_SEVEN, "123456789-0");
  }

  /** Modulo 11 with 0 for ten and 1 for eleven: the RUC of the revenue of Peru. */
  static String peru(String body) {
    return ofEleven(body, TWO_TO_SEVEN, "12345678901");
  }

  /** Modulo 11 with prime weights: the NIT of the revenue of Colombia. */
  static String colombia(String body) {
    return ofEleven(body, OF_COLOMBIA, "12345678910");
  }

  /** Modulo 10 with weights of its own: the identity card of Uruguay. */
  static String uruguay(String body) {
    return ofTen(sum(body, OF_URUGUAY));
  }

  /**
   * Modulo 10 of H. P. Luhn (1960, US patent 2,950,048): cards of Ecuador and of the Dominican
   * Republic.
   */
  static String luhn(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = value(body, i);
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return ofTen(sum);
  }

  /** Modulo 10 of digits and letters, with weights from 2 at the end on: the CURP of Mexico. */
  static String mexico(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (i + 2) * value(body, i);
    }
    return ofTen(sum);
  }

  /** The check for 11 less the remainder, from 1 to 11. */
  private static String ofEleven(String body, int[] weights, String checks) {
    int check = 11 - sum(body, weights) % 11;
    return checks.substring(check - 1, check);
  }

  private static String ofTen(int sum) {
    return Integer.toString((10 - sum % 10) % 10);
  }

  /** Values times weights, which begin at the end of the number, and anew after the last. */
  private static int sum(String body, int[] weights) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += weights[i % weights.length] * value(body, i);
    }
    return sum;
  }

  /** The value of a character, counted from the end. */
  private static int value(String body, int fromEnd) {
    return LETTERS.indexOf(body.charAt(body.length() - 1 - fromEnd));
  }
}
