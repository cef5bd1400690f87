package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a person in its parts, in small letters without accents; a part that is not there is
 * empty.
 *
 * @param given given names, written out and with the name in place of a short one
 * @param main the surname that stays where only one is written, with the particles before it
 * @param other the other surname
 * @param married the surname of a spouse
 */
public record NameParts(String given, String main, String other, String married) {

  /** What stands first in a whole name. */
  public enum Order {
    GIVEN_FIRST,
    SURNAMES_FIRST
  }

  /** Which of several surnames is the main one. */
  public enum Main {
    /** As in Spanish: that of the father, before that of the mother. */
    FIRST,
    /** As in Portuguese: that of the father, after that of the mother. */
    LAST
  }

  /** Given names that often stand second and are hardly ever surnames. */
  private static final Set<String> SECOND_NAMES =
      Set.of(
          """
          adriana alberto alejandra alejandro alfredo alicia amalia amparo ana andrea andres angel
          angela antonia antonio aparecida armando arturo augusto aurora beatriz carla carlos
          carmen carolina catalina cecilia cesar clara claudia concepcion cristina daniel daniela
          david diana diego dolores eduardo elena elisa elizabeth emilio enrique ernesto esperanza
          esteban esther eugenia eugenio eva fatima felipe fernanda fernando francisca francisco
          gabriel gabriela gerardo gloria graciela guadalupe guillermo gustavo hector helena
          hernando hugo ignacio ines irene isabel ivan jaime javier jesus joao joaquin jorge jose
          josefa josefina juan juana julia juliana julio laura leonardo leticia lorena lourdes
          lucia luis luisa luiz luiza luz magdalena manuel manuela marcela marcelo marcos margarita
          maria mariana mario marta martha mauricio mercedes miguel milagros monica natalia nelson
          nicolas olga oscar pablo paola patricia patricio paula paulo pedro pilar rafael ramiro
          raul raquel rebeca ricardo roberto rocio rodolfo rodrigo rosa rosalia rosario ruben ruth
          sandra sebastian sergio silvia sofia sonia susana teresa tomas valentina valeria vanessa
          veronica vicente victor victoria virginia walter xavier yolanda
          """
              .strip()
              .split("\\s+"));

  /** Given names of more than one word, without the first. */
  private static final Set<String> DEVOTIONS =
      Set.of(
          "de fatima",
          "de guadalupe",
          "de jesus",
          "de la concepcion",
          "de la luz",
          "de la paz",
          "de las mercedes",
          "de lourdes",
          "de los angeles",
          "del carmen",
          "del pilar",
          "del refugio",
          "del rosario",
          "del socorro");

  /** Surnames of two words, in which the second is of no spouse. */
  private static final Set<String> COMPOUNDS =
      Set.of(
          "diaz de leon",
          "fernandez de cordoba",
          "ladron de guevara",
          "montes de oca",
          "perez de cuellar",
          "ponce de leon",
          "sanchez de lozada");

  private static final String WIDOW = "vda";
  private static final String YOUNGER = "jr";

  private static final Map<String, String> WRITTEN_OUT =
      Map.ofEntries(
          Map.entry("ma", "maria"),
          Map.entry("mª", "maria"),
          Map.entry("fco", "francisco"),
          Map.entry("gpe", "guadalupe"),
          Map.entry("sta", "santa"),
          Map.entry("sto", "santo"),
          Map.entry("fdez", "fernandez"),
          Map.entry("fdz", "fernandez"),
          Map.entry("glez", "gonzalez"),
          Map.entry("glz", "gonzalez"),
          Map.entry("hdez", "hernandez"),
          Map.entry("hdz", "hernandez"),
          Map.entry("mtnez", "martinez"),
          Map.entry("mtz", "martinez"),
          Map.entry("rdez", "rodriguez"),
          Map.entry("rdguez", "rodriguez"),
          Map.entry("rdz", "rodriguez"),
          Map.entry("rguez", "rodriguez"),
          Map.entry("junior", YOUNGER),
          Map.entry("viuda", WIDOW));

  private static final Set<String> YOUNGER_IN_PORTUGUESE =
      Set.of("filha", "filho", "neta", "neto", "sobrinho");
  private static final Pattern ORDINAL = Pattern.compile("\\.(?=[ªº])");
  private static final NameParts NONE = new NameParts("", "", "", "");

  /**
   * The parts of a name in one text. Surnames are what is before a comma; else the last two of
   * three words or more, or the first two where surnames stand first, but one where the next is a
   * common given name, as in {@code Juan Carlos Quispe}. Particles belong to the word after them. A
   * single word is a surname (ICAO Doc 9303-3, section 4.6).
   */
  public static NameParts ofWhole(String text, Order order, Main main) {
    int comma = text.indexOf(',');
    if (comma >= 0) {
      return of(List.of(text.substring(comma + 1)), List.of(text.substring(0, comma)), main);
    }
    List<String> units = units(text);
    if (units.size() < 2) {
      return units.isEmpty() ? NONE : new NameParts("", units.get(0), "", "");
    }
    int surnames =
        order == Order.GIVEN_FIRST
            ? units.size() - firstSurname(units, main)
            : leadingSurnames(units, main);
    int from = order == Order.GIVEN_FIRST ? units.size() - surnames : 0;
    List<String> given = new ArrayList<>(units);
    List<String> chosen = given.subList(from, from + surnames);
    NameParts parts = ofSurnames(chosen, main);
    chosen.clear();
    return parts.withGiven(String.join(" ", given));
  }

  /** The parts of a name in columns; two columns of surnames have one each. */
  public static NameParts of(List<String> given, List<String> surnames, Main main) {
    List<String> written = surnames.stream().filter(text -> !words(text).isEmpty()).toList();
    List<String> units =
        written.size() == 1
            ? units(written.get(0))
            : written.stream().map(text -> String.join(" ", words(text))).toList();
    return ofSurnames(units, main).withGiven(String.join(" ", given));
  }

  /** How the given names sound, word by word, without particles. */
  public String givenKey() {
    return key(given);
  }

  /** How the main surname sounds, without its particles. */
  public String mainKey() {
    return key(main);
  }

  /** How the other surname sounds, without its particles. */
  public String otherKey() {
    return key(other);
  }

  private NameParts withGiven(String text) {
    return new NameParts(PersonNames.formal(String.join(" ", words(text))), main, other, married);
  }

  /** Where the surnames begin that end a whole name. */
  private static int firstSurname(List<String> units, Main main) {
    int end = units.size();
    while (end > 2 && isAfterSurnames(units, end - 1, main)) {
      end--;
    }
    boolean one = end < 3 || isSecondName(units.get(end - 2));
    return one ? end - 1 : end - 2;
  }

  /** How many units are surnames where they begin a whole name; one is left for a given name. */
  private static int leadingSurnames(List<String> units, Main main) {
    int end = units.size() > 2 && !isSecondName(units.get(1)) ? 2 : 1;
    while (end < units.size() - 1 && isAfterSurnames(units, end, main)) {
      end++;
    }
    return end;
  }

  /** Whether a unit is of a spouse, or says who is the younger. */
  private static boolean isAfterSurnames(List<String> units, int at, Main main) {
    String unit = units.get(at);
    return isYounger(unit, main)
        || unit.equals(WIDOW)
        || units.get(at - 1).equals(WIDOW)
        || (main == Main.FIRST && isOfSpouse(unit));
  }

  private static NameParts ofSurnames(List<String> units, Main main) {
    List<String> left = new ArrayList<>(units);
    String married = "";
    while (left.size() > 1 && isYounger(left.get(left.size() - 1), main)) {
      left.remove(left.size() - 1);
    }
    int widow = left.indexOf(WIDOW);
    if (widow >= 0) {
      married = bare(String.join(" ", left.subList(widow + 1, left.size())));
      left.subList(widow, left.size()).clear();
    } else if (main == Main.FIRST && left.size() > 1 && isOfSpouse(left.get(left.size() - 1))) {
      married = bare(left.remove(left.size() - 1));
    }
    if (left.isEmpty()) {
      return new NameParts("", "", "", married);
    }
    String first = left.get(0);
    String last = left.size() == 1 ? "" : left.get(left.size() - 1);
    return main == Main.FIRST || last.isEmpty()
        ? new NameParts("", first, last, married)
        : new NameParts("", last, first, married);
  }

  private static boolean isYounger(String unit, Main main) {
    return unit.equals(YOUNGER) || (main == Main.LAST && YOUNGER_IN_PORTUGUESE.contains(unit));
  }

  /** {@code de González}, but not {@code de la Cruz} and not {@code de Jesús}. */
  private static boolean isOfSpouse(String unit) {
    return unit.startsWith("de ")
        && unit.indexOf(' ') == unit.lastIndexOf(' ')
        && !DEVOTIONS.contains(unit);
  }

  private static boolean isSecondName(String unit) {
    return SECOND_NAMES.contains(PersonNames.formal(unit)) || DEVOTIONS.contains(unit);
  }

  private static String bare(String unit) {
    return unit.startsWith("de ") ? unit.substring("de ".length()) : unit;
  }

  /** Words with the particles before them, and surnames of two words as one. */
  private static List<String> units(String text) {
    List<String> units = new ArrayList<>();
    for (String unit : PersonNames.surnames(String.join(" ", words(text)))) {
      int last = units.size() - 1;
      if (last >= 0 && COMPOUNDS.contains(units.get(last) + " " + unit)) {
        units.set(last, units.get(last) + " " + unit);
      } else {
        units.add(unit);
      }
    }
    return units;
  }

  private static List<String> words(String text) {
    return PersonNames.words(ORDINAL.matcher(text).replaceAll("")).stream()
        .filter(word -> word.chars().anyMatch(Character::isLetter))
        .map(word -> WRITTEN_OUT.getOrDefault(word, word))
        .toList();
  }

  private static String key(String text) {
    List<String> words = PersonNames.words(text);
    List<String> bare =
        words.stream().filter(word -> !PersonNames.PARTICLES.contains(word)).toList();
    return (bare.isEmpty() ? words : bare)
        .stream().map(NameKey::of).filter(key -> !key.isEmpty()).collect(Collectors.joining(" "));
  }
}
