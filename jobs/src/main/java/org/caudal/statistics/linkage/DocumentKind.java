package org.caudal.statistics.linkage;

import java.util.regex.Pattern;

/** Kinds of documents whose numbers have check digits. */
public enum DocumentKind {
  ARG_CUIT("CUIT or CUIL of Argentina", "[0-9]{11}", 1),
  BRA_CPF("CPF of Brazil", "[0-9]{11}", 2),
  CHL_RUN("RUN or RUT of Chile", "0*[0-9]{5,8}[0-9K]", 1),
  COL_NIT("NIT of Colombia", "[0-9]{7,16}", 1),
  DOM_CEDULA("identity card of the Dominican Republic", "[0-9]{11}", 1),
  ECU_CEDULA("identity card of Ecuador", "(0[1-9]|1[0-9]|2[0-4]|30)[0-9]{8}", 1),
  MEX_CURP(
      "CURP of Mexico",
      "[A-Z]{4}[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[HMX]"
          + "(AS|B[CS]|C[CHLMS]|D[FG]|G[RT]|HG|JC|M[CNS]|N[ELT]|OC|PL|Q[RT]|S[LPR]|T[CLS]|VZ|YN|ZS)"
          + "[A-Z]{3}[0-9A-Z][0-9]",
      1),
  PER_RUC("RUC of Peru", "(1[0567]|20)[0-9]{9}", 1),
  URY_CI("identity card of Uruguay", "[0-9]{7,8}", 1);

  private final String title;
  private final Pattern form;
  private final int digits;

  DocumentKind(String title, String form, int digits) {
    this.title = title;
    this.form = Pattern.compile(form);
    this.digits = digits;
  }

  /** Its name in a sentence. */
  public String title() {
    return title;
  }

  /**
   * Whether a number, with or without signs between its digits, has the length and the check digits
   * of the kind. One digit again and again is none: it stands in forms for a number that is not
   * known.
   */
  public boolean isOne(String written) {
    String number = PersonNames.document(written);
    int end = number.length() - digits;
    return form.matcher(number).matches()
        && number.chars().distinct().count() > 1
        && check(number.substring(0, end)).equals(number.substring(end));
  }

  private String check(String body) {
    return switch (this) {
      case ARG_CUIT -> CheckDigits.argentina(body);
      case BRA_CPF -> CheckDigits.brazil(body);
      case CHL_RUN -> CheckDigits.chile(body);
      case COL_NIT -> CheckDigits.colombia(body);
      case DOM_CEDULA, ECU_CEDULA -> CheckDigits.luhn(body);
      case MEX_CURP -> CheckDigits.mexico(body);
      case PER_RUC -> CheckDigits.peru(body);
      case URY_CI -> CheckDigits.uruguay(body);
    };
  }
}
