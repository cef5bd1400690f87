package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.country.Dice;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class ClerkTest {
  private static final int PERSONS = SmallCountry.HOUSEHOLDS * SmallCountry.MEMBERS;
  private static final Entry ROSA =
      new Entry(
          "María Guadalupe",
          "de la Peña",
          "Núñez",
          "Ibáñez",
          "1990-03-07",
          "2",
          "XCA",
          "38971043-3");

  @SuppressWarnings("NullAway.Init")
  private static Dataset<Row> people;

  @BeforeAll
  static void meet(SparkSession spark) {
    people = People.of(SmallCountry.inputs(spark, 1)).localCheckpoint();
  }

  private static Entry after(Slip slip, Entry entry) {
    return slip.on(entry, Dice.of(1));
  }

  @Test
  void everySlipChangesWhatItsNameSays() {
    assertThat(after(Slip.ACCENTS_LOST, ROSA).surnames()).isEqualTo("de la Pena Nunez");
    assertThat(after(Slip.ACCENTS_LOST, ROSA).given()).isEqualTo("Maria Guadalupe");
    assertThat(after(Slip.TILDE_LOST, ROSA).surnames()).isEqualTo("de la Pena Núnez");
    assertThat(after(Slip.PARTICLES_LOST, ROSA).surnames()).isEqualTo("Peña Núñez");
    assertThat(after(Slip.MARRIED_NAME, ROSA).surnames()).isEqualTo("de la Peña de Ibáñez");
    assertThat(after(Slip.MARRIED_NAME, ROSA.sex("1")).surnames()).isEqualTo("de la Peña Núñez");
    assertThat(after(Slip.NICKNAME, ROSA).given()).isEqualTo("Mari");
    assertThat(after(Slip.NICKNAME, ROSA.given("José Luis")).given()).isEqualTo("Pepe");
    assertThat(after(Slip.SECOND_GIVEN_NAME_LOST, ROSA).given()).isEqualTo("María");
    assertThat(after(Slip.SECOND_SURNAME_LOST, ROSA).surnames()).isEqualTo("de la Peña");
    assertThat(after(Slip.SURNAMES_SWAPPED, ROSA).surnames()).isEqualTo("Núñez de la Peña");
    assertThat(after(Slip.CAPITALS, ROSA).surnames()).isEqualTo("DE LA PEÑA NÚÑEZ");
    assertThat(after(Slip.NAMES_EXCHANGED, ROSA).given()).isEqualTo("de la Peña Núñez");
    assertThat(after(Slip.NAMES_EXCHANGED, ROSA).surnames()).isEqualTo("María Guadalupe");
    assertThat(after(Slip.DAY_AND_MONTH_SWAPPED, ROSA).birth()).isEqualTo("1990-07-03");
    assertThat(after(Slip.DAY_AND_MONTH_SWAPPED, ROSA.birth("1990-03-13")).birth())
        .isEqualTo("1990-03-13");
    assertThat(after(Slip.YEAR_OFF, ROSA).birth()).isIn("1989-03-07", "1991-03-07");
    assertThat(after(Slip.YEAR_OFF, ROSA.birth("2000-02-29")).birth())
        .isIn("1999-02-28", "2001-02-28");
    assertThat(after(Slip.FIRST_OF_JANUARY, ROSA).birth()).isEqualTo("1990-01-01");
    assertThat(after(Slip.SEX_WRONG, ROSA).sex()).isEqualTo("1");
    assertThat(after(Slip.DOCUMENT_MISTYPED, ROSA).document())
        .hasSize(10)
        .isNotEqualTo(ROSA.document());
  }

  @Test
  void aNameIsWrittenAsItIsHeardTypedOrRead() {
    assertThat(anyOf("Hernández", Spelling.SOUNDS)).contains("Ernández", "Hernándes");
    assertThat(anyOf("Vargas", Spelling.SOUNDS)).contains("Bargas", "Vargaz");
    assertThat(anyOf("Jean-Baptiste", Spelling.TRANSLITERATIONS))
        .contains("Jean Baptiste", "Jan-Baptiste", "Jean-Batis");
    assertThat(anyOf("Yohandry", Spelling.TRANSLITERATIONS)).contains("Johandry", "Yohandri");
    assertThat(anyOf("Bernal", Spelling.SCANS)).contains("Bemal", "8ernal", "Berna1");
    Set<String> swapped = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    Set<String> doubled = new HashSet<>();
    Set<String> beside = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      swapped.add(Spelling.swapped("Luz", Dice.of(i)));
      dropped.add(Spelling.dropped("Luz", Dice.of(i)));
      doubled.add(Spelling.doubled("Luz", Dice.of(i)));
      beside.add(Spelling.neighbouring("Luz", Dice.of(i)));
    }
    assertThat(swapped).containsExactly("Lzu");
    assertThat(dropped).containsExactlyInAnyOrder("Lz", "Lu");
    assertThat(doubled).containsExactlyInAnyOrder("LLuz", "Luuz", "Luzz");
    assertThat(beside).containsExactlyInAnyOrder("Lyz", "Liz", "Lux"); // y u i; z x
  }

  private static Set<String> anyOf(String name, List<Spelling.Rule> rules) {
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      all.add(Spelling.respelt(name, rules, Dice.of(i)));
    }
    return all;
  }

  /**
   * Share 0.2 of those whom the slip can befall; 4 standard errors are 4 √(0.2 · 0.8 / n). Of the
   * four members of a household the partner is the only woman with a partner, Iván has one given
   * name, and only the partner of digit 7 has a second surname.
   */
  @Test
  void slipsHappenAsOftenAsAsked() {
    Map<Slip, Integer> befallen = new HashMap<>();
    befallen.put(Slip.MARRIED_NAME, 300); // women with a partner
    befallen.put(Slip.SECOND_GIVEN_NAME_LOST, 900); // all but Iván
    befallen.put(Slip.SECOND_SURNAME_LOST, 1200 - 90); // digit 7 but for the partner
    befallen.put(Slip.SURNAMES_SWAPPED, 1200 - 90);
    befallen.put(Slip.PARTICLES_LOST, 900); // all but the partners have de la
    befallen.put(Slip.NICKNAME, 600); // José, María
    befallen.put(Slip.LETTER_DROPPED, 1200);
    befallen.put(Slip.LETTER_DOUBLED, 1200);
    befallen.put(Slip.ACCENTS_LOST, 1200);
    befallen.put(Slip.CAPITALS, 1200);
    befallen.put(Slip.YEAR_OFF, 1200);
    befallen.put(Slip.BIRTH_DATE_MISSING, 1200);
    befallen.put(Slip.SEX_WRONG, 1200);
    befallen.put(Slip.DOCUMENT_MISTYPED, 1200);
    List<Slip> slips = new ArrayList<>(befallen.keySet());
    Column[] differences =
        slips.stream()
            .map(
                slip ->
                    Clerk.of(slip.code(), new Manner(Map.of(slip, 200_000)))
                        .writes(lit("12345678-9"))
                        .getField("difference")
                        .as(slip.code()))
            .toArray(Column[]::new);
    List<Row> written = people.select(differences).collectAsList();
    assertThat(written).hasSize(PERSONS);
    for (int i = 0; i < slips.size(); i++) {
      int at = i;
      String code = slips.get(i).code();
      assertThat(written).allMatch(row -> Set.of("", code).contains(row.getString(at)));
      double n = befallen.getOrDefault(slips.get(i), 0);
      long found = written.stream().filter(row -> row.getString(at).equals(code)).count();
      assertThat(found / n).as(code).isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / n)));
    }
  }

  @Test
  void withoutSlipsAllIsWrittenAsItIs() {
    Column written = Clerk.of("r", new Manner(Map.of())).writes(lit(null).cast("string"));
    Row head =
        people.filter("person_id = 0").select(written.as("written")).select("written.*").head();
    // 1 January 1970 and 0 days
    assertThat(head.mkString("|")).isEqualTo("José Ángel|de la Peña Ibáñez|1970-01-01|1|XCA||");
  }

  /** 1 · 38 971 043: weights 7 3 1 give 21+24+9+49+3+0+28+9 = 143, so the check digit is 3. */
  @Test
  void documentsHaveACheckDigitAndBelongToOnePerson() {
    List<Row> documents =
        people
            .select(
                col("person_id"),
                Documents.nationalIdentity(),
                Documents.passport(lit(0)),
                Documents.passport(lit(1)),
                Documents.foreignIdentity())
            .collectAsList();
    assertThat(documents).filteredOn(row -> row.getLong(0) == 1).hasSize(1);
    Set<String> all = new HashSet<>();
    for (Row row : documents) {
      for (int i = 1; i < 5; i++) {
        all.add(row.getString(i));
      }
      if (row.getLong(0) == 1) {
        assertThat(row.getString(1)).isEqualTo("38971043-3");
        assertThat(row.getString(2)).startsWith("A70330907-");
        assertThat(row.getString(3)).startsWith("B70330907-");
        assertThat(row.getString(4)).isEqualTo("XCA-52711989");
      }
    }
    assertThat(all).hasSize(4 * PERSONS);
  }
}
