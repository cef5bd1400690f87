package org.caudal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder for what Spark spills that nobody else may read. It goes when Java ends; what a process
 * left that was killed goes when the next folder is made. A process holds a lock while it runs, so
 * that no folder goes that is in use, whatever container it is used from.
 */
final class SpillFolder {
  private static final String PREFIX = "caudal-";
  private static final String LOCK = "in-use";

  /** Locks end with their channels, and when the file is opened and closed once more. */
  private static final Map<Path, FileLock> OWN = new ConcurrentHashMap<>();

  private SpillFolder() {}

  /** A new folder in the folder of temporary files. */
  static Path make(Path temporary) throws IOException {
    removeLeft(temporary);
    Path folder = Files.createTempDirectory(temporary, PREFIX);
    folder.toFile().deleteOnExit();
    // named when it is locked: a file of this name that is not is of a process that has ended
    Path lock = folder.resolve(LOCK);
    Path early = Files.createFile(folder.resolve("locking"));
    OWN.put(folder, FileChannel.open(early, StandardOpenOption.WRITE).lock());
    Files.move(early, lock, StandardCopyOption.ATOMIC_MOVE);
    lock.toFile().deleteOnExit();
    return folder;
  }

  private static void removeLeft(Path temporary) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OWN.containsKey(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          removeUnlessInUse(folder);
        }
      }
    } catch (IOException e) {
      // of somebody else, or gone meanwhile: what is left costs room only
    }
  }

  private static void removeUnlessInUse(Path folder) {
    Path lock = folder.resolve(LOCK);
    if (!Files.isWritable(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock own = channel.tryLock()) {
      if (own != null) {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
          files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
      // as above
    }
  }
}
