package org.caudal.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.caudal.register.link.LinkRecord;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.TableSchema;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class DeltaStoreTest {
  @Table(
      name = "visit",
      row = "One row a visit.",
      key = {"month", "place"},
      partitionedBy = {"month"},
      clusteredBy = {"place"},
      sensitivity = Sensitivity.PUBLISHED,
      checks = {@Check(name = "count_positive", sql = "visit_count > 0")})
  record Visit(
      @Doc("First day of the month") LocalDate month,
      @Doc("Place") String place,
      @Doc("Visits") long visitCount) {}

  private static final TableSchema VISIT = TableSchema.of(Visit.class);
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);
  private static final CommitNote NOTE = new CommitNote("r1", "count-visits", "all", "f1");

  @Test
  void rowsSaidToBeOfOnePartitionThatAreOfTwoAreWrittenAllTheSame(
      SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());

    store
        .ofOnePartition(2)
        .append(
            VISIT,
            Rows.of(
                spark,
                new Visit(MARCH, "b", 1),
                new Visit(APRIL, "a", 2),
                new Visit(MARCH, "a", 3)),
            NOTE);

    TableAssert.assertThatTable(store.read(VISIT))
        .hasRows(new Visit(MARCH, "a", 3), new Visit(MARCH, "b", 1), new Visit(APRIL, "a", 2));
  }

  @Test
  void rowsOfAMonthComeTogetherInOneFile(SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    List<Visit> visits =
        Stream.of("a", "b", "c", "d")
            .flatMap(place -> Stream.of(new Visit(MARCH, place, 1), new Visit(APRIL, place, 1)))
            .toList();

    store.append(VISIT, Rows.of(spark, visits).repartition(8), NOTE);

    assertThat(store.read(VISIT).select(input_file_name()).distinct().count()).isEqualTo(2);
  }

  @Test
  void aTableKeepsCommentsNotNullConstraintsAndReaderVersionOne(
      SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    WriteResult first = store.replaceWhole(VISIT, Rows.of(spark, new Visit(MARCH, "a", 3)), NOTE);

    assertThat(first).isEqualTo(new WriteResult(0, 1));
    assertThat(store.foundSchema(VISIT).apply("place").nullable()).isFalse();
    assertThat(store.foundSchema(VISIT).apply("place").getComment().get()).isEqualTo("Place");
    assertThat(store.readerVersion(VISIT)).isEqualTo(1);
    assertThatThrownBy(() -> store.append(VISIT, Rows.of(spark, new Visit(MARCH, "b", 0)), NOTE))
        .hasStackTraceContaining("count_positive");
    assertThat(store.version(VISIT)).isZero();
    assertThat(store.history(VISIT).get(0).note()).contains(NOTE);
  }

  @Test
  void filesAreSkippedByTheColumnsTheyAreSortedByOnly(SparkSession spark, @TempDir Path folder)
      throws IOException {
    SparkSession counting = spark.newSession();
    counting.conf().set("spark.databricks.delta.stats.collect", "true"); // as outside tests
    DeltaStore store = new DeltaStore(counting, folder.toString());
    store.append(
        VISIT, Rows.of(counting, new Visit(MARCH, "a", 3), new Visit(MARCH, "d", 4)), NOTE);

    assertThat(Files.readAllLines(folder.resolve("visit/_delta_log/00000000000000000000.json")))
        .filteredOn(line -> line.startsWith("{\"add\""))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("{\\\"numRecords\\\":2,\\\"minValues\\\":{\\\"place\\\":\\\"a\\\"}")
        .doesNotContain("visit_count");
    assertThat(store.read(VISIT).filter("place = 'e'").rdd().getNumPartitions()).isZero();

    TableSchema loaded = TableSchema.of(LinkRecord.class);
    store.append(loaded, Rows.of(counting, new LinkRecord("s", "r", "{}", "b.csv", 1)), NOTE);
    assertThat(store.read(loaded).filter("source_file = 'a.csv'").rdd().getNumPartitions())
        .isZero(); // a file that comes again touches its own rows only
  }

  @Test
  void replacingOneMonthLeavesTheOthers(SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    store.replaceWhole(
        VISIT, Rows.of(spark, new Visit(MARCH, "a", 3), new Visit(APRIL, "a", 5)), NOTE);

    store.replaceWhere(
        VISIT, Rows.of(spark, new Visit(APRIL, "b", 7)), "month = DATE'2025-04-01'", NOTE);

    TableAssert.assertThatTable(store.read(VISIT))
        .hasRows(new Visit(MARCH, "a", 3), new Visit(APRIL, "b", 7));
    TableAssert.assertThatTable(store.readAt(VISIT, 0))
        .hasRows(new Visit(MARCH, "a", 3), new Visit(APRIL, "a", 5));
  }

  @Test
  void aWholeTableIsReplacedInASessionThatOverwritesPartitionsOneByOne(
      SparkSession spark, @TempDir Path folder) {
    SparkSession dynamic = spark.newSession();
    dynamic.conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
    DeltaStore store = new DeltaStore(dynamic, folder.toString());
    store.replaceWhole(
        VISIT, Rows.of(dynamic, new Visit(MARCH, "a", 3), new Visit(APRIL, "a", 5)), NOTE);

    store.replaceWhole(VISIT, Rows.of(dynamic, new Visit(APRIL, "b", 7)), NOTE);
    TableAssert.assertThatTable(store.read(VISIT)).hasRows(new Visit(APRIL, "b", 7));

    store.replaceWhere(
        VISIT,
        Rows.of(dynamic, new Visit(APRIL, "b", 7)).limit(0),
        "month = DATE'2025-04-01'",
        NOTE);
    assertThat(store.read(VISIT).count()).isZero();
  }

  @Test
  void mergingUpdatesInsertsAndDeletesByKey(SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    store.replaceWhole(
        VISIT, Rows.of(spark, new Visit(MARCH, "a", 3), new Visit(MARCH, "b", 5)), NOTE);

    store.merge(
        VISIT,
        Rows.of(spark, new Visit(MARCH, "a", 4), new Visit(MARCH, "c", 6))
            .withColumn(DeltaStore.DELETE, lit(false))
            .union(
                Rows.of(spark, new Visit(MARCH, "b", 5)).withColumn(DeltaStore.DELETE, lit(true))),
        "t.month = DATE'2025-03-01'",
        NOTE);

    TableAssert.assertThatTable(store.read(VISIT))
        .hasRows(new Visit(MARCH, "a", 4), new Visit(MARCH, "c", 6));
    assertThat(store.history(VISIT).get(0).note()).contains(NOTE);
    assertThat(store.readerVersion(VISIT)).isEqualTo(1);
  }

  @Test
  void noOtherWriteSeesTheSettingsOfAMerge(SparkSession spark, @TempDir Path folder)
      throws InterruptedException {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    DeltaStore other = new DeltaStore(spark, folder.resolve("other").toString());
    Dataset<Row> one = Rows.of(spark, new Visit(MARCH, "a", 3));
    store.append(VISIT, one, NOTE);
    other.append(VISIT, one, NOTE);
    Thread beside = new Thread(() -> other.append(VISIT, one, NOTE));
    MEANWHILE.set(
        () -> {
          beside.start();
          while (beside.isAlive() && !waitsForALock(beside)) {
            Thread.onSpinWait();
          }
        });

    Turn turn = new Turn("visits", 3);
    store
        .inTurn(turn)
        .merge(
            VISIT,
            Rows.of(spark, new Visit(MARCH, "a", 4))
                .withColumn("place", udf(DELAYED, DataTypes.StringType).apply(col("place")))
                .withColumn(DeltaStore.DELETE, lit(false)),
            "true",
            NOTE);
    beside.join();

    assertThat(store.lastTurn(VISIT, "visits")).isEqualTo(turn);
    assertThat(other.history(VISIT)).hasSize(2);
    assertThat(other.lastTurn(VISIT, "visits").number()).isZero();
  }

  @Test
  void ofTwoThatMakeATableOneWritesIntoThatOfTheOtherOrGivesWay(
      SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    Dataset<Row> mine = Rows.of(spark, new Visit(MARCH, "a", 3));
    Dataset<Row> theirs = Rows.of(spark, new Visit(MARCH, "b", 4));
    Dataset<Row> slow =
        mine.withColumn("place", udf(DELAYED, DataTypes.StringType).apply(col("place")));

    MEANWHILE.set(beside(() -> store.append(VISIT, theirs, NOTE)));
    assertThat(store.append(VISIT, slow, NOTE)).isEqualTo(new WriteResult(1, 1));
    TableAssert.assertThatTable(store.read(VISIT))
        .hasRows(new Visit(MARCH, "a", 3), new Visit(MARCH, "b", 4));

    DeltaStore other = new DeltaStore(spark, folder.resolve("turns").toString());
    Turn turn = new Turn("visits", 1);
    MEANWHILE.set(beside(() -> other.inTurn(turn.next()).append(VISIT, theirs, NOTE)));
    assertThatThrownBy(() -> other.inTurn(turn).append(VISIT, slow, NOTE))
        .hasMessageContaining("is being written by another run");
    TableAssert.assertThatTable(other.read(VISIT)).hasRows(new Visit(MARCH, "b", 4));
    assertThat(other.lastTurn(VISIT, "visits")).isEqualTo(turn.next());
  }

  /** Runs something to its end in a thread of its own, as another program would. */
  private static Runnable beside(Runnable work) {
    return () -> {
      Thread thread = new Thread(work);
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static final AtomicReference<@Nullable Runnable> MEANWHILE = new AtomicReference<>();
  private static final UDF1<String, String> DELAYED =
      place -> {
        Runnable once = MEANWHILE.getAndSet(null);
        if (once != null) {
          once.run();
        }
        return place;
      };

  private static boolean waitsForALock(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().contains("ReentrantReadWriteLock"));
  }

  @Test
  void aTableThatIsNotThereReadsAsEmpty(SparkSession spark, @TempDir Path folder) {
    DeltaStore store = new DeltaStore(spark, folder.toString());
    assertThat(store.read(VISIT).count()).isZero();
    assertThat(store.version(VISIT)).isEqualTo(-1);
    assertThat(store.state(VISIT)).isEqualTo("absent");
  }
}
