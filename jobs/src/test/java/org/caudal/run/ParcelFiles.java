package org.caudal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Three files with five parcels: A1 is in all of them, A2 in two, Z1 twice in the first; one line
 * is rejected.
 */
final class ParcelFiles {
  private static final String HEADER = "parcel_no,sender_id,country,weight_kg,day\n";

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
    return "load-parcels: {extract: {paths: [" + folder + "]}}\n";
  }
}
