package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.phone.person.HolderClasses;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.testing.TestInputs;

/**
 * The phones of one synthetic country, drawn anew as often as asked for: who has one, when it is
 * changed, and on which days it is used. The people, and so the truth, stay the same.
 */
final class RedrawnPhones {
  /** Youngest resident who counts. */
  static final int ADULT = 15;

  private static final int FULL_AGE = 18;
  private static final long NOBODY = -1;
  private static final long PERSONS = 1L << 40; // more than there are
  private static final int LEAST_DAYS = 5;
  private static final String AREA = "XC0";

  /**
   * A SIM card of the country that was seen in one of two months.
   *
   * @param daysBefore days seen in the first month
   * @param before province of most of them, of equal ones the last; empty for fewer than five
   * @param holder who registered it: the owner; of those under 18 the mother, else the father
   * @param works whether the owner works
   * @param user sex and age group of the owner; nobody's of those who are too young to count
   */
  record Phone(
      long sim,
      String operator,
      int daysBefore,
      String before,
      int daysAfter,
      String after,
      Holder holder,
      boolean works,
      Holder user) {}

  /** Sex and age group, as {@code weigh-devices} names them. */
  record Holder(String sex, String age) {
    static final Holder UNKNOWN = new Holder("0", "");

    /** The name of a class of {@link HolderClasses#PARTS}. */
    String name(String part) {
      return part.equals("sex") ? sex : age;
    }
  }

  /** A stay in a town, or in a country abroad. */
  private record Stay(LocalDate from, LocalDate to, String place) {}

  private final SyntheticInputs country;
  private final LocalDate first;
  private final LocalDate second;
  private final Map<Long, List<Stay>> stays = new HashMap<>();
  private final Set<String> small = new HashSet<>();
  private final Map<Long, LocalDate> births = new HashMap<>();
  private final Map<Long, Holder> persons = new HashMap<>();
  private final Map<Long, Long> parents = new HashMap<>();
  private final Set<Long> workers = new HashSet<>();

  RedrawnPhones(SyntheticInputs country, LocalDate first, LocalDate second) {
    this.country = country;
    this.first = first;
    this.second = second;
    for (Row s : country.rows(SyntheticStay.class)) {
      String town = s.getAs("town_code");
      stays
          .computeIfAbsent(s.getAs("person_id"), p -> new ArrayList<>())
          .add(
              new Stay(
                  day(s, "start_date"),
                  day(s, "end_date"),
                  town == null ? s.<String>getAs("country") : town));
    }
    for (Row person : country.rows(SyntheticPerson.class)) {
      LocalDate birth = day(person, "birth_date");
      births.put(person.getAs("person_id"), birth);
      persons.put(
          person.getAs("person_id"),
          new Holder(String.valueOf(person.<Integer>getAs("sex")), ageGroup(birth)));
      for (String parent : List.of("father_id", "mother_id")) {
        if (!person.isNullAt(person.fieldIndex(parent))) {
          parents.put(person.getAs("person_id"), person.getAs(parent));
        }
      }
      if (!person.isNullAt(person.fieldIndex("occupation"))) {
        workers.add(person.getAs("person_id"));
      }
    }
    for (Row town : country.rows(SyntheticTown.class)) {
      if (town.<Double>getAs("share") < Operator.SMALL_TOWN) {
        small.add(town.getAs("town_code"));
      }
    }
  }

  /** The phones of each run. */
  List<List<Phone>> draw(int runs) {
    List<List<Phone>> drawn = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      drawn.add(new ArrayList<>());
    }
    for (Row sim : sims(runs)) {
      long person = sim.<Long>getAs("sim_id") / Cards.PLACES;
      String kind = sim.getAs("kind");
      List<Stay> lives = stays.getOrDefault(person % PERSONS, List.of());
      if (!kind.equals("machine") && !kind.equals("foreign")) {
        Map<String, Long> before = days(sim, lives, first);
        Map<String, Long> after = days(sim, lives, second);
        if (!before.isEmpty() || !after.isEmpty()) {
          drawn
              .get(Math.toIntExact(person / PERSONS))
              .add(
                  new Phone(
                      sim.getAs("sim_id"),
                      sim.getAs("operator"),
                      total(before),
                      home(before),
                      total(after),
                      home(after),
                      registered(person % PERSONS),
                      workers.contains(person % PERSONS),
                      isCounted(person % PERSONS) ? holder(person % PERSONS) : Holder.UNKNOWN));
        }
      }
    }
    return drawn;
  }

  /** SIM cards of all runs: the keys of the persons, from which all is drawn, are other ones. */
  private List<Row> sims(int runs) {
    Column run = explode(sequence(lit(0L), lit(runs - 1L)));
    Dataset<Row> persons =
        shifted(country.table(SyntheticPerson.class).withColumn("run", run), "person_id")
            .withColumn("household_id", col("household_id").plus(col("run").multiply(PERSONS)))
            .withColumn("person_key", xxhash64(col("person_key"), col("run")));
    Dataset<Row> lives =
        shifted(country.table(SyntheticStay.class).withColumn("run", run), "person_id");
    return SyntheticInputs.rows(
        new SynthesizeSims()
            .transform(
                new TestInputs(country.spark())
                    .with(SyntheticTown.class, country.table(SyntheticTown.class))
                    .with(SyntheticPerson.class, persons.drop("run"))
                    .with(SyntheticStay.class, lives.drop("run")),
                new SynthesizeSims.Params()),
        SyntheticSim.class);
  }

  private static Dataset<Row> shifted(Dataset<Row> rows, String id) {
    return rows.withColumn(id, col(id).plus(col("run").multiply(PERSONS)));
  }

  /** Days on which a card is seen in a month, by province, with the rates of Subscription. */
  private Map<String, Long> days(Row sim, List<Stay> lives, LocalDate month) {
    int level = Subscription.ACTIVITIES.indexOf(sim.<String>getAs("activity"));
    double events = sim.getAs("mean_events");
    boolean isThird = sim.getAs("operator").equals("03");
    LocalDate from = day(sim, "valid_from");
    LocalDate to = day(sim, "valid_to");
    Random draws = new Random(sim.<Long>getAs("sim_key") + month.toEpochDay());
    Map<String, Long> provinces = new TreeMap<>();
    for (LocalDate day = month; day.isBefore(month.plusMonths(1)); day = day.plusDays(1)) {
      boolean isSilent = draws.nextInt(Draw.ONE) < Subscription.SILENT.get(level);
      double number = -Math.log(1 - draws.nextDouble()) * events + draws.nextDouble();
      String place = town(lives, day);
      boolean isValid = !from.isAfter(day) && to.isAfter(day);
      if (isValid && !isSilent && number >= 1 && place.startsWith(AREA)) {
        if (!(isThird && small.contains(place))) {
          provinces.merge(place.substring(0, 4), 1L, Long::sum);
        }
      }
    }
    return provinces;
  }

  private static int total(Map<String, Long> days) {
    return (int) days.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String home(Map<String, Long> days) {
    return total(days) >= LEAST_DAYS ? most(days) : "";
  }

  /** Residents of the first month from fifteen years on, by province. */
  Map<String, Double> residents() {
    Map<String, Double> residents = new TreeMap<>();
    homes().values().forEach(home -> residents.merge(home, 1.0, Double::sum));
    return residents;
  }

  /** The same by name of a class of holders. */
  Map<String, Map<String, Double>> residents(String part) {
    Map<String, Map<String, Double>> residents = new TreeMap<>();
    homes()
        .forEach(
            (person, home) ->
                residents
                    .computeIfAbsent(holder(person).name(part), name -> new TreeMap<>())
                    .merge(home, 1.0, Double::sum));
    return residents;
  }

  /**
   * The same by class of the holders whose phones they use, if owners of other phones are asked in
   * whose name those are.
   */
  Map<String, Map<String, Double>> residents(String part, List<Phone> asked) {
    Map<String, Map<String, Double>> holders = new TreeMap<>(); // of users
    for (Phone phone : asked) {
      if (!phone.user().equals(Holder.UNKNOWN) && !phone.holder().equals(Holder.UNKNOWN)) {
        holders
            .computeIfAbsent(phone.user().name(part), user -> new TreeMap<>())
            .merge(phone.holder().name(part), 1.0, Double::sum);
      }
    }
    Map<String, Map<String, Double>> residents = new TreeMap<>();
    residents(part)
        .forEach(
            (user, areas) -> {
              Map<String, Double> of = holders.getOrDefault(user, Map.of(user, 1.0));
              double all = of.values().stream().mapToDouble(Double::doubleValue).sum();
              of.forEach(
                  (holder, answers) ->
                      areas.forEach(
                          (area, persons) ->
                              residents
                                  .computeIfAbsent(holder, name -> new TreeMap<>())
                                  .merge(area, persons * answers / all, Double::sum)));
            });
    return residents;
  }

  /** Residents of the first month, from fifteen years on, who work. */
  long workers() {
    return homes().keySet().stream().filter(workers::contains).count();
  }

  private Holder holder(long person) {
    return persons.getOrDefault(person, Holder.UNKNOWN);
  }

  private boolean isCounted(long person) {
    return !births.getOrDefault(person, first).plusYears(ADULT).isAfter(first);
  }

  private Holder registered(long person) {
    boolean isAdult = !births.getOrDefault(person, first).plusYears(FULL_AGE).isAfter(first);
    return isAdult ? holder(person) : holder(parents.getOrDefault(person, NOBODY));
  }

  private String ageGroup(LocalDate birth) {
    long age = ChronoUnit.YEARS.between(birth, first);
    return age < 30 ? "00-29" : age < 45 ? "30-44" : age < 60 ? "45-59" : "60+";
  }

  /**
   * Residents by province of most days in both months, as {@code from>to}, and stocks, as {@code
   * >to}, if nobody had died or left: those who are still there stand for all of their first
   * province, as the estimates have it.
   */
  Map<String, Double> truth() {
    Map<String, Double> residents = residents();
    Map<String, Double> truth = stillThere();
    Map<String, Double> left = new HashMap<>();
    truth.forEach((cell, persons) -> left.merge(cell.substring(0, 4), persons, Double::sum));
    truth.replaceAll(
        (cell, persons) ->
            persons
                * residents.getOrDefault(cell.substring(0, 4), 0.0)
                / left.getOrDefault(cell.substring(0, 4), 1.0));
    Map<String, Double> stocks = new TreeMap<>();
    truth.forEach((cell, persons) -> stocks.merge(cell.substring(4), persons, Double::sum));
    truth.putAll(stocks);
    return truth;
  }

  /**
   * Residents who were in the country in both months, by province of most days, {@code from>to}.
   */
  Map<String, Double> stillThere() {
    Map<String, Double> flows = new TreeMap<>();
    for (long person : homes().keySet()) {
      String from = place(stays.getOrDefault(person, List.of()), first);
      String to = place(stays.getOrDefault(person, List.of()), second);
      if (from.startsWith(AREA) && to.startsWith(AREA)) {
        flows.merge(from + ">" + to, 1.0, Double::sum);
      }
    }
    return flows;
  }

  private Map<Long, String> homes() {
    Map<Long, String> homes = new TreeMap<>();
    for (Row r : country.rows(SyntheticResidence.class)) {
      long person = r.getAs("person_id");
      if ("XCA".equals(r.getAs("country"))
          && !day(r, "start_date").isAfter(first)
          && day(r, "end_date").isAfter(first)
          && isCounted(person)) {
        homes.put(person, r.<String>getAs("town_code").substring(0, 4));
      }
    }
    return homes;
  }

  /** Province or country in which a person spent most days of a month, of equal ones the last. */
  private static String place(List<Stay> lives, LocalDate month) {
    LocalDate end = month.plusMonths(1);
    Map<String, Long> days = new TreeMap<>();
    for (Stay stay : lives) {
      LocalDate from = stay.from().isAfter(month) ? stay.from() : month;
      LocalDate to = stay.to().isBefore(end) ? stay.to() : end;
      if (from.isBefore(to)) {
        String place = stay.place().startsWith(AREA) ? stay.place().substring(0, 4) : stay.place();
        days.merge(place, ChronoUnit.DAYS.between(from, to), Long::sum);
      }
    }
    return days.isEmpty() ? "" : most(days);
  }

  /** Town of the stay on a day, or country abroad. */
  private static String town(List<Stay> lives, LocalDate day) {
    for (Stay stay : lives) {
      if (!stay.from().isAfter(day) && stay.to().isAfter(day)) {
        return stay.place();
      }
    }
    return "";
  }

  private static String most(Map<String, Long> days) {
    return days.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  private static LocalDate day(Row row, String column) {
    Object value = row.getAs(column);
    return value instanceof LocalDate date ? date : ((java.sql.Date) value).toLocalDate();
  }
}
