package org.caudal.synthetic;

import java.math.BigDecimal;
import java.util.List;

/**
 * A corridor of the synthetic world. Country pairs and currencies exist; every number is invented.
 *
 * @param from sending country
 * @param to receiving country
 * @param sent currency sent
 * @param paid currency paid out
 * @param share of all senders, in millionths
 * @param mix which services are used, and by how many
 * @param surchargePct added to every provider's exchange margin, in per cent; no margin where one
 *     currency is sent and paid out
 */
record Corridor(
    Country from,
    Country to,
    String sent,
    String paid,
    int share,
    Mix mix,
    BigDecimal surchargePct) {

  /**
   * A country as far as the log needs it.
   *
   * @param code ISO 3166-1 alpha-3
   * @param offset from UTC, the whole year
   * @param subdivisions some ISO 3166-2 codes, equally likely
   */
  record Country(String code, String offset, List<String> subdivisions) {}

  private static final Country USA =
      new Country("USA", "-05:00", List.of("US-CA", "US-TX", "US-IL", "US-NY", "US-FL"));
  private static final Country ESP = new Country("ESP", "+01:00", List.of("ES-MD", "ES-CT"));
  private static final Country CAN = new Country("CAN", "-05:00", List.of("CA-ON", "CA-QC"));
  private static final Country CRI = new Country("CRI", "-06:00", List.of("CR-SJ", "CR-A"));
  private static final Country CHL = new Country("CHL", "-04:00", List.of("CL-RM", "CL-AN"));
  private static final Country ARG = new Country("ARG", "-03:00", List.of("AR-C", "AR-B"));
  private static final Country MEX =
      new Country("MEX", "-06:00", List.of("MX-GUA", "MX-MIC", "MX-JAL", "MX-OAX"));
  private static final Country GTM = new Country("GTM", "-06:00", List.of("GT-01", "GT-13"));
  private static final Country DOM = new Country("DOM", "-04:00", List.of("DO-01", "DO-25"));
  private static final Country SLV = new Country("SLV", "-06:00", List.of("SV-SS", "SV-SM"));
  private static final Country HND = new Country("HND", "-06:00", List.of("HN-CR", "HN-FM"));
  private static final Country COL = new Country("COL", "-05:00", List.of("CO-VAC", "CO-RIS"));
  private static final Country NIC = new Country("NIC", "-06:00", List.of("NI-MN", "NI-CI"));
  private static final Country PER = new Country("PER", "-05:00", List.of("PE-LIM", "PE-LAL"));
  private static final Country HTI = new Country("HTI", "-05:00", List.of("HT-OU", "HT-AR"));
  private static final Country PRY = new Country("PRY", "-03:00", List.of("PY-ASU", "PY-11"));
  private static final Country JAM = new Country("JAM", "-05:00", List.of("JM-01", "JM-14"));

  /** All corridors; their shares add up to one. */
  static final List<Corridor> ALL =
      List.of(
          of(USA, MEX, "USD", "MXN", 400_000, Mix.WIDE, "0.00"),
          of(USA, GTM, "USD", "GTQ", 140_000, Mix.WIDE, "0.20"),
          of(USA, DOM, "USD", "DOP", 100_000, Mix.WIDE, "0.30"),
          of(USA, SLV, "USD", "USD", 90_000, Mix.WIDE, "0.00"),
          of(USA, HND, "USD", "HNL", 85_000, Mix.WIDE, "0.40"),
          of(ESP, COL, "EUR", "COP", 60_000, Mix.NARROW, "0.50"),
          of(CRI, NIC, "CRC", "NIO", 50_000, Mix.NARROW, "0.30"),
          of(CHL, PER, "CLP", "PEN", 35_000, Mix.NARROW, "0.60"),
          of(USA, HTI, "USD", "HTG", 20_000, Mix.DOMINATED, "1.00"),
          of(ARG, PRY, "ARS", "PYG", 16_000, Mix.NARROW, "0.80"),
          of(CAN, JAM, "CAD", "JMD", 2_500, Mix.NARROW, "0.90"),
          of(ESP, DOM, "EUR", "DOP", 1_500, Mix.NARROW, "0.70"));

  private static Corridor of(
      Country from, Country to, String sent, String paid, int share, Mix mix, String surchargePct) {
    return new Corridor(from, to, sent, paid, share, mix, new BigDecimal(surchargePct));
  }

  /** Whether one currency is sent and paid out, so that there is no exchange. */
  boolean sameCurrency() {
    return sent.equals(paid);
  }
}
