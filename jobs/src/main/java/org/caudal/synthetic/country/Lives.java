package org.caudal.synthetic.country;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;

/** The lives of households as rows: people, stays or residences. */
final class Lives {
  private Lives() {}

  /** What is told of a household. */
  private interface Telling extends Serializable {
    void tell(Told household, List<Row> rows);
  }

  /** A household whose lives are known. */
  private record Told(long id, Dice dice, Kind kind, Calendar calendar, List<Member> members) {

    long person(int number) {
      return id * 32 + number;
    }

    @Nullable Long person(@Nullable Member member) {
      return member == null ? null : person(member.number);
    }

    /** Day after the last of a member, within the simulation. */
    int end(Member member) {
      return Math.min(member.death, calendar.end());
    }
  }

  /** One row a person. */
  static Dataset<Row> people(Dataset<Row> households) {
    return told(households, SyntheticPerson.class, Lives::people);
  }

  /** One row a stay. */
  static Dataset<Row> stays(Dataset<Row> households) {
    return told(households, SyntheticStay.class, Lives::stays);
  }

  /** One row a spell of usual residence. */
  static Dataset<Row> residences(Dataset<Row> households) {
    return told(households, SyntheticResidence.class, Lives::residences);
  }

  private static Dataset<Row> told(
      Dataset<Row> households, Class<? extends Record> table, Telling telling) {
    UDF5<Long, Long, String, Integer, Integer, List<Row>> lives =
        (id, key, kind, first, end) -> {
          Calendar calendar = new Calendar(first, end);
          Kind known = Kind.of(kind);
          List<Row> rows = new ArrayList<>();
          telling.tell(
              new Told(id, new Dice(key), known, calendar, Life.of(key, known, calendar)), rows);
          return rows;
        };
    Column rows =
        udf(lives, DataTypes.createArrayType(TableSchema.of(table).bareStructType()))
            .apply(
                col("household_id"),
                col("household_key"),
                col("kind"),
                unix_date(col("first_day")),
                unix_date(col("end_day")));
    return households.select(inline(rows));
  }

  private static void people(Told household, List<Row> rows) {
    int last = household.calendar().end();
    for (Member member : household.members()) {
      if (household.end(member) <= member.birth) {
        continue; // born after the end
      }
      int age = Math.max(0, member.age(household.end(member) - 1));
      String ethnicity = Traits.ethnicity(member, household.dice());
      int education = Traits.education(member, age, ethnicity);
      @Nullable String[] citizenships = Traits.citizenships(member, household.kind());
      @Nullable String[] surnames = Names.surnames(member, household.dice());
      boolean here = !Geography.isAbroad(member.birthPlace);
      rows.add(
          RowFactory.create(
              household.person(member.number),
              member.dice.key(),
              household.id(),
              household.kind().code(),
              member.role,
              day(member.birth),
              member.death < last ? day(member.death) : null,
              member.sex,
              Geography.country(member.birthPlace),
              here ? Geography.TOWNS.get(member.birthPlace).code() : null,
              citizenships[0],
              citizenships[1],
              ethnicity,
              Traits.difficulties(member, age),
              education,
              Traits.occupation(member, age, education),
              Names.given(member),
              surnames[0],
              surnames[1],
              household.person(member.mother),
              household.person(member.father),
              household.person(member.partner)));
    }
  }

  private static void stays(Told household, List<Row> rows) {
    for (Member member : household.members()) {
      int end = household.end(member);
      int number = 0;
      for (int i = 0; i < member.stays.size(); i++) {
        Member.Stay stay = member.stays.get(i);
        int next = i + 1 < member.stays.size() ? member.stays.get(i + 1).from() : end;
        if (stay.from() < Math.min(next, end)) {
          rows.add(
              RowFactory.create(
                  household.person(member.number),
                  ++number,
                  Geography.country(stay.place()),
                  town(stay.place()),
                  day(stay.from()),
                  day(Math.min(next, end)),
                  stay.reason(),
                  household.person(stay.party()),
                  stay.crossing()));
        }
      }
    }
  }

  private static void residences(Told household, List<Row> rows) {
    for (Member member : household.members()) {
      int end = household.end(member);
      int known = Math.min(member.death, household.calendar().month(household.calendar().months()));
      List<Member.Stay> lived = member.stays.stream().filter(stay -> stay.from() < known).toList();
      List<UsualResidence.Spell> spells = UsualResidence.of(lived, known);
      int number = 0;
      for (int i = 0; i < spells.size(); i++) {
        UsualResidence.Spell spell = spells.get(i);
        int next = i + 1 < spells.size() ? spells.get(i + 1).from() : end;
        if (spell.from() < Math.min(next, end)) {
          rows.add(
              RowFactory.create(
                  household.person(member.number),
                  ++number,
                  Geography.country(spell.place()),
                  town(spell.place()),
                  day(spell.from()),
                  day(Math.min(next, end)),
                  spell.reason()));
        }
      }
    }
  }

  private static @Nullable String town(int place) {
    return Geography.isAbroad(place) ? null : Geography.TOWNS.get(place).code();
  }

  private static LocalDate day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay);
  }
}
