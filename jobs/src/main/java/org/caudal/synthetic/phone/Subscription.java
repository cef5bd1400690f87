package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.caudal.synthetic.Draw;

/**
 * Who has a phone, with which operator, and how busy it is. Shares are in millionths.
 *
 * <p>The expressions read the columns {@code is_rural}, {@code is_woman}, {@code is_young}, {@code
 * is_old}, {@code is_indigenous}, {@code is_leaver}, {@code is_passing} and {@code town_code}.
 */
final class Subscription {
  /** Phones in the best covered state of Mexico: 89.5 % of persons of 6 and more, ENDUTIH 2022. */
  static final int MOST = 900_000;

  /**
   * What takes off from {@link #MOST}. Rural and indigenous together leave 0.62: Chiapas 61.2 %,
   * ENDUTIH 2022. Women: less than the world's gap of 5 points (ITU 2024). The rest is invented.
   */
  static final Map<String, Integer> LESS =
      ordered(
          Map.entry("is_rural", 130_000),
          Map.entry("is_indigenous", 150_000),
          Map.entry("is_old", 180_000),
          Map.entry("is_leaver", 100_000),
          Map.entry("is_passing", 150_000),
          Map.entry("is_woman", 20_000));

  /** Youngest age with a phone; the first one comes at this age or up to four years later. */
  static final int YOUNGEST = 10;

  /** Years over which first phones are spread. */
  static final int FIRST_PHONE_YEARS = 5;

  /** Chance in a year that a person takes a new SIM; invented. */
  static final int CHURN = 150_000;

  /** Chance that a new SIM is of an operator drawn afresh; invented. */
  static final int SWITCH = 400_000;

  /** Adults with a second SIM, and young urban men; invented. */
  static final int SECOND = 120_000;

  /** Young urban men with a second SIM; invented. */
  static final int SECOND_OF_YOUNG_MEN = 250_000;

  /** Heads of households with members without a phone whose phone is shared; invented. */
  static final int SHARED = 500_000;

  /** Households with a machine that has a SIM; invented. */
  static final int MACHINE = 12_000;

  /** Days that an arriving person keeps the foreign SIM. */
  static final int FOREIGN_DAYS = 30;

  /** Operators 01 and 03 by province, XC01 to XC06; the rest is 02. Invented. */
  static final List<List<Integer>> SHARES =
      List.of(
          List.of(500_000, 180_000),
          List.of(420_000, 180_000),
          List.of(620_000, 130_000),
          List.of(380_000, 270_000),
          List.of(550_000, 150_000),
          List.of(450_000, 250_000));

  /** What operator 03 takes from 01 among those under 30. */
  static final int YOUNG_TO_THIRD = 60_000;

  /** What operator 02 takes from 01 among women. */
  static final int WOMEN_TO_SECOND = 30_000;

  /** Classes of activity. */
  static final List<String> ACTIVITIES = List.of("quiet", "usual", "busy");

  /** Events on a day that is not silent, by class. */
  static final List<Double> MEAN_EVENTS = List.of(2.0, 5.0, 9.5);

  /** Days without any event, by class. */
  static final List<Integer> SILENT = List.of(450_000, 150_000, 30_000);

  /** Events of a machine, evenly over the day. */
  static final double MACHINE_EVENTS = 12;

  private static final List<Integer> USUAL_MIX = List.of(300_000, 500_000, 200_000);
  private static final List<Integer> BUSY_MIX = List.of(150_000, 450_000, 400_000);
  private static final List<Integer> QUIET_MIX = List.of(450_000, 450_000, 100_000);

  private Subscription() {}

  /** A foreign home network; country codes as assigned by the ITU, network codes of two digits. */
  record Home(String country, int mcc, String mnc, String callingCode) {}

  /** Home networks of visitors; a person from elsewhere has a SIM of the first. */
  static final List<Home> HOMES =
      List.of(
          new Home("USA", 310, "26", "1"),
          new Home("ESP", 214, "01", "34"),
          new Home("CRI", 712, "01", "506"),
          new Home("CHL", 730, "01", "56"),
          new Home("MEX", 334, "02", "52"),
          new Home("COL", 732, "10", "57"),
          new Home("VEN", 734, "04", "58"),
          new Home("NIC", 710, "21", "505"),
          new Home("HTI", 372, "02", "509"),
          new Home("CUB", 368, "01", "53"),
          new Home("HND", 708, "01", "504"),
          new Home("CAN", 302, "72", "1"),
          new Home("ARG", 722, "07", "54"),
          new Home("FRA", 208, "01", "33"));

  /** Something of the home network of a country. */
  static Column home(Column country, Function<Home, ?> attribute) {
    Column value = lit(attribute.apply(HOMES.get(0)));
    for (Home home : HOMES) {
      value = when(country.equalTo(home.country()), lit(attribute.apply(home))).otherwise(value);
    }
    return value;
  }

  /** Chance of having a phone, in millionths. */
  static Column chance() {
    Column chance = lit(MOST);
    for (Map.Entry<String, Integer> less : LESS.entrySet()) {
      chance = chance.minus(when(col(less.getKey()), lit(less.getValue())).otherwise(lit(0)));
    }
    return chance;
  }

  /** Operator that a draw falls to, given province, age and sex. */
  static Column operator(Column draw) {
    Column province =
        functions.pmod(substring(col("town_code"), 3, 2).cast("int").minus(1), lit(6));
    Column young = when(col("is_young"), lit(YOUNG_TO_THIRD)).otherwise(lit(0));
    Column woman = when(col("is_woman"), lit(WOMEN_TO_SECOND)).otherwise(lit(0));
    Column first = Draw.at(province, SHARES.stream().map(s -> s.get(0)).toList());
    Column third = Draw.at(province, SHARES.stream().map(s -> s.get(1)).toList());
    return when(draw.lt(first.minus(young).minus(woman)), lit("01"))
        .when(draw.geq(lit(Draw.ONE).minus(third).minus(young)), lit("03"))
        .otherwise(lit("02"));
  }

  /** Index of the class of activity that a draw falls to. */
  static Column activity(Column draw) {
    return when(youngUrbanMan(), Draw.classOf(draw, BUSY_MIX))
        .when(col("is_rural").or(col("is_indigenous")), Draw.classOf(draw, QUIET_MIX))
        .otherwise(Draw.classOf(draw, USUAL_MIX));
  }

  /** Men under 30 outside small towns. */
  static Column youngUrbanMan() {
    return col("is_young")
        .and(functions.not(col("is_woman")))
        .and(functions.not(col("is_rural")))
        .and(functions.not(col("is_indigenous")));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static Map<String, Integer> ordered(Map.Entry<String, Integer>... entries) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return map;
  }
}
