package org.caudal.synthetic.country;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.caudal.synthetic.CountryColumns;

/**
 * The places of the synthetic world: towns of the fictional country, numbered from 0, and foreign
 * countries, numbered from {@link #ABROAD}.
 */
final class Geography {
  /** Numbers from here on are foreign countries. */
  static final int ABROAD = 1000;

  /** Foreign countries that people come from or go to. */
  static final List<String> COUNTRIES =
      List.of(
          "USA", "ESP", "CRI", "CHL", "MEX", "COL", "VEN", "NIC", "HTI", "CUB", "HND", "CAN", "ARG",
          "FRA");

  private static final double[] SIZE_OF_MUNICIPALITY = {1, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0};
  private static final double[] SIZE_OF_TOWN = {0.60, 0.25, 0.15};
  private static final String[] TOWN_SUFFIX = {"", " Norte", " Viejo"};
  private static final double TURN = 2 * StrictMath.PI / 5;
  private static final double MUNICIPALITY_DEGREES = 0.32;
  private static final double TOWN_DEGREES = 0.06;

  /**
   * A province.
   *
   * @param share of the resident households on the first day
   * @param push factor on emigration
   * @param pull weight as destination of internal moves
   * @param ethnicities weights of {@link Traits#ETHNICITIES}
   */
  record Province(
      String name,
      double latitude,
      double longitude,
      double share,
      double push,
      double pull,
      List<Double> ethnicities,
      List<String> municipalities) {}

  /** The provinces in the order of their codes. */
  static final List<Province> PROVINCES =
      List.of(
          new Province(
              "Distrito Capital",
              6.4,
              -93.6,
              0.32,
              0.7,
              0.46,
              List.of(0.70, 0.04, 0.06, 0.19, 0.01),
              List.of(
                  "Ciudad Caudal",
                  "Altos del Faro",
                  "San Telmo del Río",
                  "Peñablanca",
                  "Loma Serena")),
          new Province(
              "Costa Norte",
              8.3,
              -93.2,
              0.17,
              1.2,
              0.12,
              List.of(0.54, 0.05, 0.32, 0.08, 0.01),
              List.of("Puerto Níspero", "Bahía Mansa", "Manglares", "Punta Garza", "El Salitre")),
          new Province(
              "Valle Hondo",
              6.9,
              -94.9,
              0.19,
              0.9,
              0.20,
              List.of(0.74, 0.07, 0.04, 0.14, 0.01),
              List.of("Santa Aurelia", "Vega Larga", "Molinos", "Río Cañas", "Tres Acequias")),
          new Province(
              "Sierra Alta",
              5.2,
              -95.1,
              0.14,
              1.7,
              0.05,
              List.of(0.42, 0.52, 0.01, 0.04, 0.01),
              List.of("Huillaco", "Páramo Grande", "Quebradas", "Nieblas", "San Andrés Tunal")),
          new Province(
              "Frontera",
              4.9,
              -92.4,
              0.10,
              1.1,
              0.11,
              List.of(0.66, 0.13, 0.07, 0.13, 0.01),
              List.of("Paso Hondo", "Puente Antiguo", "La Aduana", "Dos Ríos", "Cruce del Sur")),
          new Province(
              "Llanos",
              7.8,
              -91.8,
              0.08,
              1.2,
              0.06,
              List.of(0.72, 0.10, 0.05, 0.12, 0.01),
              List.of("Villa Jacinta", "Sabana Nueva", "El Corral", "Palmar Seco", "Ojo de Agua")));

  /**
   * A town.
   *
   * @param province place of its province in {@link #PROVINCES}
   * @param share of the resident households on the first day
   */
  record Town(
      String code,
      String name,
      String municipalityCode,
      String municipality,
      int province,
      double latitude,
      double longitude,
      double share,
      String borderPost) {}

  /** All towns; a place number below {@link #ABROAD} is an index here. */
  static final List<Town> TOWNS = towns();

  private static final double[] SHARES = TOWNS.stream().mapToDouble(Town::share).toArray();
  private static final double[] PULLS =
      TOWNS.stream()
          .mapToDouble(
              town ->
                  town.share()
                      / PROVINCES.get(town.province()).share()
                      * PROVINCES.get(town.province()).pull())
          .toArray();

  private Geography() {}

  /** A town as the residents are spread on the first day. */
  static int anyTown(Dice dice, String stream) {
    return dice.pick(stream, SHARES);
  }

  /** A town as internal migrants choose it, whatever they come from. */
  static int attractiveTown(Dice dice, String stream) {
    return dice.pick(stream, PULLS);
  }

  /** A town of the same province as another, which may be that one. */
  static int townOfProvince(Dice dice, String stream, int province) {
    double[] weights = new double[SHARES.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = TOWNS.get(i).province() == province ? SHARES[i] : 0;
    }
    return dice.pick(stream, weights);
  }

  static boolean isAbroad(int place) {
    return place >= ABROAD;
  }

  /** Number of a foreign country. */
  static int abroad(String country) {
    int index = COUNTRIES.indexOf(country);
    if (index < 0) {
      throw new IllegalArgumentException(country + " is not in the synthetic world");
    }
    return ABROAD + index;
  }

  static Province provinceOf(int town) {
    return PROVINCES.get(TOWNS.get(town).province());
  }

  /** Country of a place. */
  static String country(int place) {
    return isAbroad(place) ? COUNTRIES.get(place - ABROAD) : CountryColumns.HOME;
  }

  private static List<Town> towns() {
    List<Town> towns = new ArrayList<>();
    double sizes = Arrays.stream(SIZE_OF_MUNICIPALITY).sum();
    for (int p = 0; p < PROVINCES.size(); p++) {
      Province province = PROVINCES.get(p);
      for (int m = 0; m < SIZE_OF_MUNICIPALITY.length; m++) {
        String municipality = String.format(Locale.ROOT, "XC%02d%02d", p + 1, m + 1);
        double latitude =
            province.latitude() + (m == 0 ? 0 : MUNICIPALITY_DEGREES * StrictMath.sin(m * TURN));
        double longitude =
            province.longitude() + (m == 0 ? 0 : MUNICIPALITY_DEGREES * StrictMath.cos(m * TURN));
        for (int t = 0; t < SIZE_OF_TOWN.length; t++) {
          String code = String.format(Locale.ROOT, "%s%02d", municipality, t + 1);
          towns.add(
              new Town(
                  code,
                  province.municipalities().get(m) + TOWN_SUFFIX[t],
                  municipality,
                  province.municipalities().get(m),
                  p,
                  rounded(latitude + TOWN_DEGREES * t),
                  rounded(longitude + TOWN_DEGREES * t * (m % 2 == 0 ? 1 : -1)),
                  province.share() * SIZE_OF_MUNICIPALITY[m] / sizes * SIZE_OF_TOWN[t],
                  borderPost(code)));
        }
      }
    }
    return List.copyOf(towns);
  }

  private static String borderPost(String code) {
    return switch (code) {
      case "XC010101" -> "air";
      case "XC020101" -> "sea";
      case "XC050101", "XC050201" -> "land";
      default -> "";
    };
  }

  private static double rounded(double degrees) {
    return StrictMath.rint(degrees * 1e6) / 1e6;
  }
}
