package org.caudal.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.caudal.load.LoadedFile;
import org.caudal.store.ExtractFile;
import org.jspecify.annotations.Nullable;

/**
 * What a load has to do with files.
 *
 * @param fresh files to be read
 * @param copies files that have an account and hold what another file holds now: their rows go
 * @param gone accounts of files whose load was cut off and that are not there any more: the same
 */
record DueFiles(List<ExtractFile> fresh, List<ExtractFile> copies, List<LoadedFile> gone) {

  /**
   * Files that were loaded before and have changed or are read in another way, and others, of which
   * the content is not loaded under any name; of several with the same content the first by name,
   * those that were loaded before first.
   *
   * @param entries accounts by file
   * @param reading fingerprint of what decides, beside the files, how they are read
   * @param force whether all files are read that are no copies of others, and none is refused
   */
  static DueFiles of(
      List<ExtractFile> files, Map<String, LoadedFile> entries, String reading, boolean force) {
    Map<String, String> now = new HashMap<>();
    files.forEach(file -> now.put(file.name(), file.sha256()));
    Map<Boolean, List<LoadedFile>> loaded =
        entries.values().stream()
            .filter(entry -> !isLoading(entry))
            .collect(
                Collectors.partitioningBy(
                    e ->
                        !now.containsKey(e.sourceFile())
                            || (!force && isStill(e, now.get(e.sourceFile()), reading))));
    List<LoadedFile> stays = loaded.getOrDefault(true, List.of());
    Set<String> known = stays.stream().map(LoadedFile::sha256).collect(Collectors.toSet());
    List<LoadedFile> changed = loaded.getOrDefault(false, List.of());
    List<LoadedFile> gone =
        entries.values().stream()
            .filter(entry -> isLoading(entry) && !now.containsKey(entry.sourceFile()))
            .toList();
    if (!force) {
      FileRefusals.requireSamePlaces(files, entries);
      FileRefusals.requireNoOldCopy(files, entries, changed);
      FileRefusals.requireNoRowsGone(gone, known);
    }
    Set<String> done = stays.stream().map(LoadedFile::sourceFile).collect(Collectors.toSet());
    Set<String> here = new HashSet<>();
    files.stream()
        .filter(file -> done.contains(file.name()))
        .forEach(file -> here.add(file.sha256()));
    Set<String> read = new HashSet<>();
    files.stream()
        .filter(file -> !done.contains(file.name()))
        .sorted(Comparator.comparing(file -> !entries.containsKey(file.name())))
        .filter(file -> force || !known.contains(file.sha256()) || isAsItWas(file, entries))
        .filter(file -> here.add(file.sha256()))
        .forEach(file -> read.add(file.name()));
    files.stream()
        .filter(file -> !force && !done.contains(file.name()))
        .filter(file -> isGuarded(file, entries, stays))
        .forEach(file -> read.add(file.name()));
    List<ExtractFile> fresh = files.stream().filter(file -> read.contains(file.name())).toList();
    done.addAll(read);
    List<ExtractFile> copies =
        files.stream()
            .filter(file -> entries.containsKey(file.name()) && !done.contains(file.name()))
            .toList();
    return new DueFiles(fresh, copies, gone);
  }

  private static boolean isLoading(LoadedFile entry) {
    return entry.status().equals(FileLedger.LOADING);
  }

  /** Whether a file is as it was and would be read as it was. */
  private static boolean isStill(LoadedFile entry, @Nullable String sha256, String reading) {
    return entry.sha256().equals(sha256) && reading.equals(entry.reading());
  }

  /** Whether only the way in which a file is read is another one: it is read anew. */
  private static boolean isAsItWas(ExtractFile file, Map<String, LoadedFile> entries) {
    LoadedFile entry = entries.get(file.name());
    return entry != null && entry.sha256().equals(file.sha256());
  }

  /** Whether good rows of a file would go for what another file holds, where no line is good. */
  private static boolean isGuarded(
      ExtractFile file, Map<String, LoadedFile> entries, List<LoadedFile> stays) {
    LoadedFile entry = entries.get(file.name());
    return entry != null
        && entry.rowsLoaded() > 0
        && stays.stream()
            .filter(other -> other.sha256().equals(file.sha256()))
            .anyMatch(other -> other.rowsIn() > 0 && other.rowsIn() == other.rowsRejected());
  }

  /** Whether there is nothing to do. */
  boolean isNothing() {
    return fresh.isEmpty() && copies.isEmpty() && gone.isEmpty();
  }

  /** Names of files of which no row and no account is to be left. */
  Set<String> leaving() {
    return Stream.concat(
            copies.stream().map(ExtractFile::name), gone.stream().map(LoadedFile::sourceFile))
        .collect(Collectors.toSet());
  }
}
