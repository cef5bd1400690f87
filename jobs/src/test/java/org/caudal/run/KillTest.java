package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.run.ParcelFiles.load;
import static org.caudal.run.ParcelFiles.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.caudal.problem.ExitCode;
import org.caudal.testing.CountParcels;
import org.caudal.testing.LoadParcels;
import org.caudal.testing.Parcel;
import org.caudal.testing.ParcelCount;
import org.caudal.testing.Platform;
import org.caudal.testing.Snapshot;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped anywhere and run again, the tables are those of a run that was not stopped. */
@SparkTest
class KillTest {
  /** Stops a run as the end of the process would. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aRunThatWasStoppedAnywhereCanBeRunAgain(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = folder.resolve("files");
    write(files, "a.csv", ParcelFiles.A);
    Path before = folder.resolve("before");
    platform(spark, before).run(load(files), "load-parcels");
    write(files, "b.csv", ParcelFiles.B);
    write(files, "c.csv", ParcelFiles.C);
    Path loaded = copied(before, folder.resolve("loaded"));
    Platform reference = platform(spark, loaded);
    assertThat(reference.run(load(files), "load-parcels").exitCode()).isEqualTo(ExitCode.DONE);
    Path notCounted = copied(loaded, folder.resolve("not-counted"));
    Map<String, List<String>> loadedOnly = snapshot(reference);
    reference.run("count-parcels: {}", "count-parcels");
    Map<String, List<String>> expected = snapshot(reference);
    assertThat(expected.get("parcel")).hasSize(5);
    assertThat(expected.get("duplicate_row")).hasSize(4);
    assertThat(expected.get("parcel_count")).hasSize(1);

    for (String point :
        List.of("load:marked", "load:duplicates", "load:table", "job:checked", "job:written")) {
      boolean isLoad = point.startsWith("load:");
      String job = isLoad ? "load-parcels" : "count-parcels";
      Platform platform =
          platform(
              spark, copied(isLoad ? before : notCounted, folder.resolve(point.replace(':', '-'))));
      platform.at(stopAt(point));
      assertThatThrownBy(() -> platform.run(load(files), job)).as(point).isInstanceOf(Killed.class);
      platform.at(milestone -> {});

      assertThat(platform.run(load(files), job).exitCode()).as(point).isEqualTo(ExitCode.DONE);

      assertThat(snapshot(platform)).as(point).isEqualTo(isLoad ? loadedOnly : expected);
    }
  }

  private static java.util.function.Consumer<String> stopAt(String point) {
    return milestone -> {
      if (milestone.equals(point)) {
        throw new Killed();
      }
    };
  }

  private static Platform platform(SparkSession spark, Path folder) {
    return new Platform(spark, folder, List.of(new LoadParcels(), new CountParcels()));
  }

  private static Map<String, List<String>> snapshot(Platform platform) {
    return Snapshot.of(platform.store(), Parcel.class, ParcelCount.class);
  }

  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }
}
