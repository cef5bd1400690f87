package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
import org.caudal.job.Months;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SparkTest
class SynthesizeTransfersTest {
  private static final Months WINTER = Months.parse("2025-01..2025-03");
  private static final long SEED = 7; // of the rates

  private static List<Row> spoilt = List.of();
  private static List<Row> clean = List.of();
  private static List<Row> defects = List.of();
  private static final Map<String, List<YearMonth>> FILES = new HashMap<>(); // by contents

  @BeforeAll
  static void generate(SparkSession spark) {
    SyntheticInputs inputs = SyntheticInputs.of(spark);
    spoilt = log(inputs, Defects.MANY, WINTER, SEED);
    clean = log(inputs, Defects.NONE, WINTER, SEED);
    defects =
        new PlantDefects()
            .transform(inputs, new PlantDefects.Params(WINTER, SEED, Defects.MANY))
            .collectAsList();
    spoilt.forEach(
        line -> FILES.computeIfAbsent(contents(line), key -> new ArrayList<>()).add(month(line)));
  }

  private static List<Row> log(Inputs inputs, DefectShares defects, Months months, long seed) {
    return SyntheticInputs.rows(
        new SynthesizeTransfers()
            .transform(inputs, new SynthesizeTransfers.Params(months, seed, defects)),
        TransferLog.class);
  }

  private static String text(Row line, String column) {
    return line.<Object>getAs(column).toString();
  }

  private static BigDecimal number(Row line, String column) {
    return new BigDecimal(text(line, column));
  }

  private static String place(Row line) {
    return text(line, "file_name") + ":" + text(line, "line_number");
  }

  private static Set<String> texts(Collection<Row> lines) {
    return lines.stream().map(Row::toString).collect(Collectors.toSet());
  }

  private static Map<String, Row> byPlace(List<Row> lines) {
    return lines.stream().collect(Collectors.toMap(SynthesizeTransfersTest::place, line -> line));
  }

  @Test
  void onePartitionAndSevenGiveTheSameLines(SparkSession spark) {
    List<Row> seven = log(SyntheticInputs.of(spark).in(7), Defects.MANY, WINTER, SEED);
    assertThat(texts(seven)).isEqualTo(texts(spoilt)).hasSameSizeAs(spoilt);
  }

  @Test
  void otherKeysGiveAnotherLog(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    TestInputs inputs = new TestInputs(spark);
    for (Class<? extends Record> table : List.of(SyntheticPerson.class, SyntheticResidence.class)) {
      inputs.with(table, country.table(table).filter("(person_id DIV 32) % 3 = 0"));
    }
    Dataset<Row> persons =
        inputs
            .table(SyntheticPerson.class)
            .withColumn("person_key", expr("xxhash64(person_key, 1)"));
    List<Row> other = log(inputs.with(SyntheticPerson.class, persons), Defects.MANY, WINTER, SEED);
    assertThat(texts(other)).doesNotContainAnyElementsOf(texts(spoilt)).isNotEmpty();
  }

  @Test
  void aShorterSpanHoldsTheSameTransfers(SparkSession spark) {
    Months january = Months.parse("2025-01");
    List<Row> shorter = log(SyntheticInputs.of(spark), Defects.NONE, january, SEED);
    assertThat(texts(shorter))
        .isEqualTo(
            texts(clean.stream().filter(r -> text(r, "file_name").contains("2025-01")).toList()));
  }

  @Test
  void sendersAndReceiversAreAdultsWhoResideThereOnTheDay(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Map<Long, List<Row>> homes =
        country.rows(SyntheticResidence.class).stream()
            .collect(Collectors.groupingBy(row -> row.getAs("person_id")));
    Map<Long, LocalDate> births =
        country.rows(SyntheticPerson.class).stream()
            .collect(
                Collectors.toMap(
                    row -> row.getAs("person_id"),
                    row -> LocalDate.parse(text(row, "birth_date"))));
    int receivers = 0;
    for (Row line : clean) {
      LocalDate day = OffsetDateTime.parse(text(line, "executed_at")).toLocalDate();
      long sender = Long.parseLong(text(line, "sender_id").substring(1));
      assertThat(residence(homes, sender, day)).isEqualTo(text(line, "sender_country"));
      assertThat(births.get(sender)).isBeforeOrEqualTo(day.minusYears(18));
      assertThat(text(line, "sender_birth_date")).isEqualTo(births.get(sender) + "");
      if (text(line, "receiver_country").equals("XCA")) { // the others are outside the country
        long receiver = Long.parseLong(text(line, "receiver_id").substring(1));
        assertThat(residence(homes, receiver, day)).isEqualTo("XCA");
        assertThat(births.get(receiver)).isBeforeOrEqualTo(day.minusYears(18));
        assertThat(receiver / 32).as("household").isEqualTo(sender / 32);
        receivers++;
      }
    }
    assertThat(receivers).isGreaterThan(100);
  }

  private static String residence(Map<Long, List<Row>> homes, long person, LocalDate day) {
    return homes.getOrDefault(person, List.of()).stream()
        .filter(spell -> !LocalDate.parse(text(spell, "start_date")).isAfter(day))
        .filter(spell -> LocalDate.parse(text(spell, "end_date")).isAfter(day))
        .map(spell -> text(spell, "country"))
        .findFirst()
        .orElse("nowhere");
  }

  @Test
  void theLinesOfEachFileAreNumberedFromTwoInOrderOfTime() {
    Map<String, TreeMap<Long, String>> files = new HashMap<>();
    for (Row line : clean) {
      files
          .computeIfAbsent(text(line, "file_name"), name -> new TreeMap<>())
          .put(line.getAs("line_number"), text(line, "executed_at").substring(0, 19));
    }
    assertThat(files).containsKey("transfers_2025-03_rio-azul.csv").hasSize(18);
    files.forEach(
        (name, lines) -> {
          assertThat(lines.firstKey()).isEqualTo(2);
          assertThat(lines.lastKey()).isEqualTo(lines.size() + 1L);
          assertThat(List.copyOf(lines.values())).as(name).isSorted();
        });
  }

  @Test
  void everyKindOfDefectIsListedAndNoOtherLineDiffersFromTheTruth() {
    assertThat(defects.stream().map(d -> text(d, "kind")).collect(Collectors.toSet()))
        .hasSize(DefectKind.values().length);
    Map<String, Row> lines = byPlace(spoilt);
    Set<String> wrong = defects.stream().map(d -> place(d)).collect(Collectors.toSet());
    assertThat(lines.keySet()).containsAll(wrong);
    Set<String> truth = withoutPlace(clean);
    List<Row> good = spoilt.stream().filter(l -> !wrong.contains(place(l))).toList();
    assertThat(truth).containsAll(withoutPlace(good));
    long inTrueLines =
        defects.stream()
            .filter(d -> Set.of("cost_status", "warned").contains(text(d, "fate")))
            .count();
    assertThat(good).hasSize((int) (clean.size() - inTrueLines));
  }

  private static Set<String> withoutPlace(List<Row> lines) {
    Set<String> texts = new HashSet<>();
    for (Row line : lines) {
      texts.add(contents(line));
    }
    return texts;
  }

  private static String contents(Row line) {
    List<String> cells = new ArrayList<>();
    for (int i = 2; i < line.size(); i++) {
      cells.add(line.getString(i));
    }
    return String.join("|", cells);
  }

  @Test
  void everyDefectIsWhatItsKindSays() {
    Map<String, Row> lines = byPlace(spoilt);
    Map<String, Row> truth =
        clean.stream().collect(Collectors.toMap(l -> text(l, "transfer_reference"), l -> l));
    for (Row defect : defects) {
      Row line = Objects.requireNonNull(lines.get(place(defect)), "no such line");
      Row original =
          Objects.requireNonNull(
              truth.get(text(line, "transfer_reference").replace("-X", "")), "no such transfer");
      checkDefect(text(defect, "kind"), line, original);
    }
  }

  private static void checkDefect(String kind, Row line, Row original) {
    YearMonth file = month(line);
    YearMonth month = month(original);
    switch (kind) {
      case "exact_duplicate" -> {
        assertThat(contents(line)).isEqualTo(contents(original));
        assertThat(FILES.get(contents(line))).containsExactly(month, month);
      }
      case "late_duplicate" -> {
        assertThat(contents(line)).isEqualTo(contents(original));
        assertThat(file).isEqualTo(month);
        assertThat(FILES.get(contents(line))).containsExactlyInAnyOrder(month, month.plusMonths(1));
      }
      case "conflicting_duplicate" ->
          assertThat(number(line, "fee"))
              .isEqualByComparingTo(number(original, "fee").add(BigDecimal.ONE));
      case "inverted_rate" ->
          assertThat(
                  number(line, "applied_rate")
                      .multiply(number(original, "applied_rate"))
                      .doubleValue())
              .isCloseTo(1, within(1e-5));
      case "placeholder_rate" -> assertThat(number(line, "applied_rate")).isEqualByComparingTo("1");
      case "wild_rate" ->
          assertThat(number(line, "applied_rate").doubleValue())
              .isCloseTo(number(original, "applied_rate").doubleValue() * 1.5, within(1e-5));
      case "impossible_day" -> assertThat(text(line, "executed_at")).startsWith("2025-02-30T");
      case "ancient_day" -> assertThat(text(line, "executed_at")).startsWith("1900-01-01T");
      case "future_day" -> assertThat(text(line, "executed_at")).startsWith("2099-01-01T");
      case "unknown_country" -> assertThat(text(line, "receiver_country")).isEqualTo("ZZZ");
      case "missing_country" -> assertThat(text(line, "sender_country")).isEmpty();
      case "negative_amount" -> assertThat(text(line, "amount_sent")).startsWith("-");
      case "missing_amount" -> assertThat(text(line, "amount_sent")).isEmpty();
      case "born_later" ->
          assertThat(LocalDate.parse(text(line, "sender_birth_date")))
              .isAfter(OffsetDateTime.parse(text(line, "executed_at")).toLocalDate());
      case "decimal_comma" -> assertThat(text(line, "amount_sent")).matches("\\d+,\\d\\d");
      default -> throw new AssertionError(kind);
    }
  }

  private static YearMonth month(Row line) {
    return YearMonth.parse(text(line, "file_name").substring(10, 17));
  }

  @Test
  void ofTwoLinesOfATransferTheLaterIsTheTruth() {
    Map<String, Row> last = new HashMap<>();
    spoilt.stream()
        .sorted(
            java.util.Comparator.comparing((Row l) -> text(l, "file_name"))
                .thenComparing(l -> l.<Long>getAs("line_number")))
        .forEach(line -> last.put(text(line, "transfer_reference"), line));
    Map<String, Row> lines = byPlace(spoilt);
    Set<String> truth = withoutPlace(clean);
    for (Row defect : defects) {
      if (text(defect, "fate").equals("duplicate")) {
        Row wrong = Objects.requireNonNull(lines.get(place(defect)), "no such line");
        Row kept =
            Objects.requireNonNull(last.get(text(wrong, "transfer_reference")), "no such line");
        assertThat(place(kept)).isNotEqualTo(place(defect));
        assertThat(truth).contains(contents(kept));
      }
    }
  }

  @Test
  void aBrokenRecordHasAReferenceOfItsOwn() {
    Set<String> broken =
        spoilt.stream()
            .map(line -> text(line, "transfer_reference"))
            .filter(reference -> reference.endsWith("-X"))
            .collect(Collectors.toSet());
    assertThat(broken)
        .hasSize((int) defects.stream().filter(d -> text(d, "fate").equals("rejected")).count());
  }

  @Test
  void aTransferIsOnOneDayInItsCountryAndInUtc() {
    for (Row line : clean) {
      OffsetDateTime time = OffsetDateTime.parse(text(line, "executed_at"));
      assertThat(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate())
          .isEqualTo(time.toLocalDate());
    }
  }

  @Test
  void amountsRatesAndFeesOfTrueTransfersAgreeWithThePriceListsAndTheRateSheet(SparkSession spark) {
    Map<String, BigDecimal> sheet = new HashMap<>();
    for (Row rate :
        new SynthesizeExchangeRates()
            .transform(SyntheticInputs.of(spark), new SynthesizeExchangeRates.Params(WINTER, SEED))
            .collectAsList()) {
      sheet.put(rate.getDate(1) + rate.getString(2), rate.getDecimal(3));
    }
    for (Row line : clean) {
      BigDecimal sent = rate(sheet, line, "sent_currency");
      BigDecimal paid = rate(sheet, line, "payout_currency");
      BigDecimal applied = number(line, "applied_rate");
      int digits = Set.of("CLP").contains(text(line, "payout_currency")) ? 0 : 2;
      assertThat(number(line, "amount_paid_out"))
          .isEqualByComparingTo(
              number(line, "amount_sent").multiply(applied).setScale(digits, RoundingMode.HALF_UP));
      double usd = number(line, "amount_sent").doubleValue() / sent.doubleValue();
      int principal = (int) Math.round(usd / 50) * 50;
      assertThat(usd).isCloseTo(principal, within(0.01));
      assertThat(Habits.AMOUNTS_USD).contains(principal);
      Service service = service(line);
      assertThat(number(line, "fee").doubleValue() / sent.doubleValue())
          .isCloseTo(service.feeUsd(principal).doubleValue(), within(0.01));
      double margin = 100 * (1 - applied.doubleValue() * sent.doubleValue() / paid.doubleValue());
      assertThat(margin).isCloseTo(service.marginPct(corridor(line)).doubleValue(), within(0.2251));
    }
  }

  private static BigDecimal rate(Map<String, BigDecimal> sheet, Row line, String column) {
    LocalDate day = OffsetDateTime.parse(text(line, "executed_at")).toLocalDate();
    while (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      day = day.minusDays(1);
    }
    String currency = text(line, column);
    BigDecimal rate = currency.equals("USD") ? BigDecimal.ONE : sheet.get(day + currency);
    assertThat(rate).as(day + currency).isNotNull();
    return Objects.requireNonNull(rate);
  }

  private static Service service(Row line) {
    return Service.ALL.stream()
        .filter(
            s ->
                s.provider().equals(text(line, "provider_id"))
                    && s.funding().equals(text(line, "funding_instrument"))
                    && s.payout().equals(text(line, "payout_instrument")))
        .findFirst()
        .orElseThrow();
  }

  private static Corridor corridor(Row line) {
    return Corridor.ALL.stream()
        .filter(
            c ->
                c.from().code().equals(text(line, "sender_country"))
                    && c.to().code().equals(text(line, "receiver_country")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void monthsBeforeTheCountryAreRefused() {
    assertThatThrownBy(
            () -> new SynthesizeTransfers.Params(Months.parse("1989-12"), SEED, Defects.FEW))
        .hasMessage("months must start in 1990 or later, was 1989-12");
  }
}
