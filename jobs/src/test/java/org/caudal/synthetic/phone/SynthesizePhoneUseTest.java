package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Whose phones residents use, against the persons and cards one by one. */
@SparkTest
class SynthesizePhoneUseTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
  private static final int FULL_AGE = 18;

  @Test
  void everyResidentWithACardNamesTheHolder(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    TestInputs inputs = new TestInputs(spark);
    for (Class<? extends Record> table :
        Set.of(
            SyntheticPerson.class,
            SyntheticResidence.class,
            SyntheticStay.class,
            SyntheticTown.class)) {
      inputs.with(table, country.table(table));
    }
    Dataset<Row> made = new SynthesizeSims().transform(inputs, new SynthesizeSims.Params());
    var sims = SyntheticInputs.rows(made, SyntheticSim.class);
    inputs.with(
        SyntheticSim.class,
        spark.createDataFrame(sims, TableSchema.of(SyntheticSim.class).bareStructType()));
    Map<Long, Row> persons = new HashMap<>();
    for (Row person : country.rows(SyntheticPerson.class)) {
      persons.put(person.getAs("person_id"), person);
    }
    Set<Long> residents = new HashSet<>();
    for (Row spell : country.rows(SyntheticResidence.class)) {
      if ("XCA".equals(spell.getAs("country"))
          && !day(spell, "start_date").isAfter(DAY)
          && day(spell, "end_date").isAfter(DAY)) {
        residents.add(spell.getAs("person_id"));
      }
    }
    Map<Long, Row> cards = new TreeMap<>(); // the first of each person
    for (Row sim : sims) {
      Long person = sim.getAs("person_id");
      if (person != null
          && residents.contains(person)
          && !sim.<String>getAs("kind").equals("foreign")
          && !day(sim, "valid_from").isAfter(DAY)
          && day(sim, "valid_to").isAfter(DAY)) {
        cards.merge(
            person, sim, (a, b) -> a.<Long>getAs("sim_id") < b.<Long>getAs("sim_id") ? a : b);
      }
    }
    Map<String, Long> expected = new TreeMap<>();
    long others = 0;
    for (var card : cards.entrySet()) {
      Row user = Objects.requireNonNull(persons.get(card.getKey()));
      LocalDate from = day(card.getValue(), "valid_from");
      boolean isChild = day(user, "birth_date").plusYears(FULL_AGE).isAfter(from);
      Long mother = user.getAs("mother_id");
      Row holder =
          isChild ? persons.get(mother == null ? user.<Long>getAs("father_id") : mother) : user;
      expected.merge(group(user) + "|" + (holder == null ? "|" : group(holder)), 1L, Long::sum);
      others += isChild ? 1 : 0;
    }
    assertThat(others).isGreaterThan(30);
    assertThat(answers(inputs, "1")).isEqualTo(expected);
    // a fifth of them are asked: within four standard errors of a binomial count
    double users = cards.size();
    double asked = answers(inputs, "0.2").values().stream().mapToLong(Long::longValue).sum();
    assertThat(Math.abs(asked - 0.2 * users)).isLessThan(4 * Math.sqrt(users * 0.2 * 0.8));
  }

  private static Map<String, Long> answers(TestInputs inputs, String share) {
    Map<String, Long> answers = new TreeMap<>();
    SynthesizePhoneUse job = new SynthesizePhoneUse();
    job.transform(inputs, JobParams.of(job, "{day: " + DAY + ", share: " + share + "}"))
        .selectExpr(
            "concat_ws('|', user_sex, user_age_band, holder_sex, holder_age_band)",
            "CAST(users AS BIGINT)")
        .collectAsList()
        .forEach(row -> answers.put(row.getString(0), row.getLong(1)));
    return answers;
  }

  private static LocalDate day(Row row, String column) {
    return row.<Date>getAs(column).toLocalDate();
  }

  private static String group(Row person) {
    long age = ChronoUnit.YEARS.between(day(person, "birth_date"), DAY);
    String band =
        age < 10
            ? "00-09"
            : age < 15
                ? "10-14"
                : age < 18
                    ? "15-17"
                    : age < 30 ? "18-29" : age < 45 ? "30-44" : age < 60 ? "45-59" : "60+";
    return person.<Integer>getAs("sex") + "|" + band;
  }
}
