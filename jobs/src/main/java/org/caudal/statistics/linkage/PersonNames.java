package org.caudal.statistics.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names and numbers of persons as offices of Latin America and the Caribbean write them, taken
 * apart. All answers are in small letters without accents, but those of numbers.
 */
public final class PersonNames {
  /** Words that belong to the one after them. */
  static final Set<String> PARTICLES =
      Set.of(
          "de", "del", "la", "las", "lo", "los", "da", "das", "do", "dos", "di", "san", "santa",
          "santo", "van", "von", "der", "den", "mac", "mc");

  /** Words between two surnames. */
  static final Set<String> JOINTS = Set.of("y", "e");

  /** Given names that often stand second and are hardly ever surnames. */
  static final Set<String> SECOND_NAMES =
      Set.of(
          """
          abel adrian adriana albert alberto alejandra alejandro alex alexander alexandra alexis
          alfonso alfredo alicia altagracia alvaro amalia amparo ana andrea andres angel angela
          angelica angelina anibal anita anselmo antonia antonio aparecida aparecido ariel armando
          arnaldo arturo augusto aurora azucena beatriz belen benjamin bertha brenda bruno camila
          camilo candelaria caridad carina carla carlos carmen carolina catalina cecilia celeste
          celia cesar christian clara claudia concepcion conchita consuelo coromoto cristina
          daniel daniela danilo dario david delia demetrio diana diego dolores dora edgar edgardo
          edith edmundo edson eduardo efrain elena elisa elizabeth elvira emilia emilio emma
          emmanuel enrique ernesto esperanza esteban estefania estela esther eugenia eugenio
          eulalia eva evangelina evelyn fabian fabio fabiola fabricio fatima federico felipe
          fernanda fernando fidel flavia flavio francisca francisco franklin freddy gabriel
          gabriela genaro gerardo german gilberto giovanni gloria graciela griselda guadalupe
          guillermo gustavo hector helena henrique hernando hilda horacio hugo humberto ignacio
          ildefonso ines irene iris irma isabel isidro ismael israel ivan jacqueline jaime janeth
          javier jessica jesus joao joaquin johana johanna jonathan jorge jose josefa josefina
          josue juan juana juanita judith julia julian juliana julio junior karen karina katherine
          kevin laura leandro leonardo leonel leonor leopoldo leticia lidia liliana lisbeth
          lizbeth lorena lourdes lucia luciana lucrecia luis luisa luiz luiza lupita luz luzmila
          mabel magdalena manuel manuela marcela marcelo marcia marcio marcos margarita maria
          mariana maribel maricela marina mario marlene marlon marta martha matilde mauricio mauro
          maximiliano melissa mercedes micaela miguel milagros milton miriam mirta moises monica
          nancy natalia nelson nestor nicolas nicole noemi norma octavio ofelia olga omar orlando
          oscar osvaldo oswaldo pablo pamela paola patricia patricio paula paulo pedro petra pilar
          priscila rafael raimunda raimundo ramiro ramon ramona raquel raul rebeca regina reinaldo
          renata renato rene reynaldo ricardo rigoberto rita roberto rocio rodolfo rodrigo rogelio
          romulo rosa rosalia rosana rosangela rosario rosaura roxana ruben ruth samuel sandra
          saul sebastian sergio silvana silvia sofia soledad sonia stella stephanie susana tatiana
          telma teresa teresita tereza thiago tiago tomas ulises valentina valeria vanesa vanessa
          veronica vicente victor victoria vilma violeta virginia vitor vitoria viviana vladimir
          walter washington wilfredo william xavier ximena yadira yamile yaneth yolanda zoila
          zulema
          """
              .strip()
              .split("\\s+"));

  /** Given names of more than one word, without the first. */
  static final Set<String> DEVOTIONS =
      Set.of(
          "das dores",
          "das gracas",
          "de dios",
          "de fatima",
          "de guadalupe",
          "de jesus",
          "de la asuncion",
          "de la caridad",
          "de la concepcion",
          "de la luz",
          "de la paz",
          "de la soledad",
          "de las mercedes",
          "de las nieves",
          "de los angeles",
          "de los remedios",
          "de lourdes",
          "del carmen",
          "del pilar",
          "del refugio",
          "del rosario",
          "del socorro");

  /** Surnames of two words, in which the second is of no spouse. */
  static final Set<String> COMPOUNDS =
      Set.of(
          "diaz de leon",
          "fernandez de cordoba",
          "ladron de guevara",
          "montes de oca",
          "perez de cuellar",
          "ponce de leon",
          "sanchez de lozada");

  /** Surnames that begin with a {@code de} of their own. */
  static final Set<String> WITH_DE =
      Set.of(
          "de abreu",
          "de alba",
          "de anda",
          "de aza",
          "de freitas",
          "de gracia",
          "de haro",
          "de hoyos",
          "de leon",
          "de lira",
          "de luna",
          "de moya",
          "de obaldia",
          "de oleo",
          "de paz",
          "de sousa",
          "de souza");

  /** Words before a hyphen in surnames of Haiti, which are one: Jean-Baptiste, Saint-Fleur. */
  static final Set<String> BEFORE_HYPHEN =
      Set.of(
          "charles", "jacques", "jean", "louis", "marie", "michel", "paul", "pierre", "saint",
          "sainte", "st", "ste");

  /** Abbreviations of names. */
  static final Map<String, String> WRITTEN_OUT =
      Map.ofEntries(
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
          Map.entry("viuda", "vda"));

  /** Abbreviations of given names; as surnames they are others. */
  static final Map<String, String> GIVEN_WRITTEN_OUT =
      Map.of("ma", "maria", "mª", "maria", "fco", "francisco", "gpe", "guadalupe");

  /** Short names that stand for one name only: Beto, who may be Alberto or Roberto, is not here. */
  private static final Map<String, String> FORMAL =
      Map.ofEntries(
          Map.entry("anita", "ana"),
          Map.entry("carlitos", "carlos"),
          Map.entry("carlinhos", "carlos"),
          Map.entry("chabela", "isabel"),
          Map.entry("charo", "rosario"),
          Map.entry("chela", "graciela"),
          Map.entry("chucho", "jesus"),
          Map.entry("chuy", "jesus"),
          Map.entry("concha", "concepcion"),
          Map.entry("conchita", "concepcion"),
          Map.entry("cuca", "refugio"),
          Map.entry("juanito", "juan"),
          Map.entry("juanita", "juana"),
          Map.entry("kike", "enrique"),
          Map.entry("quique", "enrique"),
          Map.entry("lalo", "eduardo"),
          Map.entry("lola", "dolores"),
          Map.entry("lupe", "guadalupe"),
          Map.entry("lupita", "guadalupe"),
          Map.entry("memo", "guillermo"),
          Map.entry("nacho", "ignacio"),
          Map.entry("pablito", "pablo"),
          Map.entry("paco", "francisco"),
          Map.entry("pancho", "francisco"),
          Map.entry("chico", "francisco"),
          Map.entry("paulinho", "paulo"),
          Map.entry("pepe", "jose"),
          Map.entry("zezinho", "jose"),
          Map.entry("pepa", "josefa"),
          Map.entry("teresita", "teresa"),
          Map.entry("tono", "antonio"),
          Map.entry("toninho", "antonio"));

  /** Also apostrophes and hyphens that hold no word together. */
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}\\p{N}'-]+|(?<![\\p{L}\\p{N}])['-]+|['-]+(?![\\p{L}\\p{N}])");

  private static final Pattern APOSTROPHE = Pattern.compile("[’‘ʼ´`]");
  private static final Pattern HYPHEN = Pattern.compile("[\u2010\u2011]");
  private static final Pattern NOT_OF_NUMBERS = Pattern.compile("[^a-z0-9]");

  private PersonNames() {}

  /**
   * The surnames in order, each with the particles before it: {@code de la Cruz y Mamani} are
   * {@code de la cruz} and {@code mamani}. A particle at the end belongs to the last.
   */
  static List<String> surnames(List<String> words) {
    List<String> surnames = new ArrayList<>();
    String before = "";
    for (String word : words) {
      if (PARTICLES.contains(word)) {
        before += word + " ";
      } else if (!JOINTS.contains(word)) {
        surnames.add(before + word);
        before = "";
      }
    }
    if (before.isEmpty()) {
      return surnames;
    }
    String rest = before.strip();
    int last = surnames.size() - 1;
    if (last < 0) {
      return List.of(rest);
    }
    surnames.set(last, surnames.get(last) + " " + rest);
    return surnames;
  }

  /** The first surname; empty where there is none. */
  static String firstSurname(String text) {
    List<String> surnames = surnames(words(text));
    return surnames.isEmpty() ? "" : surnames.get(0);
  }

  /** The last of several surnames, which in Spanish is the second; empty where there is one. */
  static String secondSurname(String text) {
    List<String> surnames = surnames(words(text));
    return surnames.size() < 2 ? "" : surnames.get(surnames.size() - 1);
  }

  /** Given names with the name in place of a short one: {@code Pepe Luis} is {@code jose luis}. */
  static String formal(String text) {
    return formal(words(text));
  }

  /** Given names in words with the name in place of a short one. */
  static String formal(List<String> words) {
    return words.stream()
        .map(word -> FORMAL.getOrDefault(word, word))
        .collect(Collectors.joining(" "));
  }

  /** The letters and digits of a document's number, in capitals. */
  public static String document(String text) {
    return NOT_OF_NUMBERS.matcher(Symbols.folded(text)).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /** The words in small letters without accents, with one apostrophe and one hyphen. */
  static List<String> words(String text) {
    String plain = APOSTROPHE.matcher(Symbols.folded(text)).replaceAll("'");
    return BETWEEN_WORDS
        .splitAsStream(HYPHEN.matcher(plain).replaceAll("-"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
