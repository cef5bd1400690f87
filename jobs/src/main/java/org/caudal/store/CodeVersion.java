package org.caudal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Version of the running program: its number and a fingerprint of its classes. */
public final class CodeVersion {
  private CodeVersion() {}

  /**
   * For example {@code 0.1.0+3f0a9c1b2d4e}; the same classes give the same text from jar or folder.
   */
  public static String of(Class<?> anchor) {
    String number =
        Optional.ofNullable(anchor.getPackage().getImplementationVersion()).orElse("0.1.0");
    return number + "+" + fingerprint(anchor);
  }

  private static String fingerprint(Class<?> anchor) {
    try {
      URI location = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (Files.isDirectory(Path.of(location))) {
        return fingerprint(Path.of(location).resolve("org/caudal"));
      }
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(location), Map.of())) {
        return fingerprint(jar.getPath("org/caudal"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The program's own location is no URI.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The program's own classes cannot be read.", e);
    }
  }

  private static String fingerprint(Path folder) throws IOException {
    MessageDigest digest = sha256();
    List<Path> classes;
    try (Stream<Path> files = Files.walk(folder)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      digest.update(
          folder
              .relativize(file)
              .toString()
              .replace('\\', '/')
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(file)) {
        digest.update(in.readAllBytes());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
