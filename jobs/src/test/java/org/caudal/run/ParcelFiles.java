package org.caudal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.DuplicateRow;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.testing.Parcel;
import org.caudal.testing.Platform;

/**
 * Three files with five parcels: A1 is in all of them, A2 in two, Z1 twice in the first; one line
 * is rejected.
 */
final class ParcelFiles {
  static final String HEADER = "parcel_no,sender_id,country,weight_kg,day\n";

  static final String A =
      file("A1,s1,MX,1", "A2,s2,MX,2", "Z1,s9,MX,5", "Z1,s9,MX,5", "X1,s1,MEX,1");
  static final String B = file("A1,s1,MX,1", "A2,s2,MX,3", "B1,s3,MX,4");
  static final String C = file("A1,s1,MX,9", "C1,s4,MX,6");

  private ParcelFiles() {}

  /** The text of a file with parcels of one day. */
  static String file(String... parcels) {
    return HEADER + String.join(",2025-02-01\n", parcels) + ",2025-02-01\n";
  }

  static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), text);
  }

  /** Configuration of a load of the folder. */
  static String load(Path folder) {
    return "load-parcels: {extract: {paths: ['" + folder + "']}}\n";
  }

  /** Parcels, duplicates, rejected lines and the accounts of files, as texts. */
  static List<String> texts(Platform platform) {
    return Stream.of(
            platform
                .table(Parcel.class)
                .selectExpr("concat_ws(' ', 'parcel', parcel_no, weight_kg, source_file)"),
            platform
                .table(DuplicateRow.class)
                .selectExpr("concat_ws(' ', 'duplicate', source_file, kind, kept_file)"),
            platform.table(RejectedRow.class).selectExpr("concat_ws(' ', 'rejected', source_file)"),
            platform
                .table(LoadedFile.class)
                .selectExpr(
                    "concat(source_file, ' ', rows_in, ' = ', rows_loaded, ' + ', rows_rejected,"
                        + " ' + ', rows_duplicate, ' ', status)"))
        .reduce(Dataset::unionAll)
        .orElseThrow()
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0))
        .sorted()
        .toList();
  }

  /** Copies a folder; returns the copy. */
  static Path copy(Path from, Path to) {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  /** Copies of the tables, beside them, as a load of a configuration has them at these points. */
  static List<Path> cutOff(Platform platform, String load, Path tables, String... points) {
    List<Path> left = new ArrayList<>();
    platform.at(
        milestone -> {
          if (Set.of(points).contains(milestone)) {
            left.add(copy(tables, tables.resolveSibling(milestone.replace(':', '-'))));
          }
        });
    platform.run(load, "load-parcels");
    platform.at(milestone -> {});
    assertThat(left).hasSize(points.length);
    return left;
  }
}
