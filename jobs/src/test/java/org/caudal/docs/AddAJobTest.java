package org.caudal.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Job;
import org.caudal.remittance.TransferCost;
import org.caudal.run.JobOutcome;
import org.caudal.store.CommitNote;
import org.caudal.table.TableSchema;
import org.caudal.testing.Platform;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listings of the page "Add a job", compiled and run as they stand. */
@SparkTest
class AddAJobTest {
  private static final String JOB = "ShareFundingInstruments";
  private static final String TABLE = "FundingShare";
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)");

  @Test
  void theListingsCompilePassTheirOwnTestAndRunOnThePlatform(
      SparkSession spark, @TempDir Path folder) throws Exception {
    DocPage page = DocPage.read(DocPage.root().resolve("docs/how-to/add-a-job.md"));
    Map<String, Class<?>> classes = compiled(listings(page), folder);

    runTests(named(classes, JOB + "Test"), spark);

    Job<?> job = (Job<?>) named(classes, JOB).getDeclaredConstructor().newInstance();
    Platform platform = new Platform(spark, folder, List.of(job));
    platform
        .store()
        .replaceWhole(
            TableSchema.of(TransferCost.class),
            Rows.of(
                spark,
                transfer(MARCH, "a", "ana", "cash"),
                transfer(MARCH, "b", "eva", "cash"),
                transfer(MARCH, "c", "eva", "cash"),
                transfer(MARCH, "d", "ana", "mobile_money"),
                transfer(APRIL, "e", "ana", "debit_card")),
            new CommitNote("test-run", "test", "all", "none"));

    JobOutcome outcome = platform.runOne(section(page), job.spec().name());

    assertThat(outcome.problems()).isEmpty();
    // March: 3 of 4 in cash by two senders, 1 of 4 by mobile money; April: its only transfer.
    assertThatTable(platform.table(job.spec().output()))
        .hasRows(
            share(classes, MARCH, "cash", 3, 2, "0.75"),
            share(classes, MARCH, "mobile_money", 1, 1, "0.25"),
            share(classes, APRIL, "debit_card", 1, 1, "1"));
    assertThat(page.blocks())
        .as("the line for the suite")
        .anyMatch(block -> block.text().strip().equals("new " + JOB + "(),"));
  }

  /** Listings that are whole files, by the name of the type they declare. */
  private static Map<String, String> listings(DocPage page) {
    Map<String, String> listings = new HashMap<>();
    for (DocPage.Block block : page.blocks()) {
      Matcher type = TYPE.matcher(block.text());
      if (block.language().equals("java") && block.text().startsWith("package ") && type.find()) {
        listings.put(type.group(1), block.text());
        assertThat(page.prose())
            .as("the page says where the file goes")
            .anyMatch(line -> line.endsWith("/remittance/" + type.group(1) + ".java`"));
      }
    }
    assertThat(listings).containsOnlyKeys(TABLE, JOB, JOB + "Test");
    return listings;
  }

  /** The job's section of a configuration, as the page shows it. */
  private static String section(DocPage page) {
    String yaml =
        page.blocks().stream()
            .filter(block -> block.language().equals("yaml"))
            .findFirst()
            .orElseThrow()
            .text();
    assertThat(yaml).startsWith("jobs:\n");
    return yaml.substring("jobs:\n".length()).stripIndent();
  }

  /** Compiles without a warning; the classes join the package beside those of the suite. */
  private static Map<String, Class<?>> compiled(Map<String, String> listings, Path folder)
      throws IOException, IllegalAccessException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path output = Files.createDirectories(folder.resolve("classes"));
    for (Map.Entry<String, String> listing : listings.entrySet()) {
      Files.writeString(sources.resolve(listing.getKey() + ".java"), listing.getValue());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-d",
                      output.toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      "-parameters",
                      "-proc:none",
                      "-Werror",
                      "-Xlint:all,-path,-classfile,-serial"),
                  null,
                  files.getJavaFileObjects(
                      listings.keySet().stream()
                          .map(name -> sources.resolve(name + ".java"))
                          .toArray(Path[]::new)))
              .call();
      assertThat(done).as(messages.toString()).isTrue();
    }
    return defined(output);
  }

  private static Map<String, Class<?>> defined(Path output)
      throws IOException, IllegalAccessException {
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(TransferCost.class, MethodHandles.lookup());
    Map<String, Class<?>> classes = new HashMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".class"))
              .sorted(Comparator.comparing(Path::toString))
              .toList()) {
        Class<?> defined = lookup.defineClass(Files.readAllBytes(file));
        String name = defined.getName();
        classes.put(name.substring(name.lastIndexOf('.') + 1), defined);
      }
    }
    return classes;
  }

  private static Class<?> named(Map<String, Class<?>> classes, String name) {
    return Objects.requireNonNull(classes.get(name), name);
  }

  private static void runTests(Class<?> type, SparkSession spark) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    int run = 0;
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        method.setAccessible(true);
        try {
          method.invoke(constructor.newInstance(), spark);
        } catch (InvocationTargetException e) {
          throw new AssertionError(type.getSimpleName() + "." + method.getName(), e.getCause());
        }
        run++;
      }
    }
    assertThat(run).as("tests in the listing").isPositive();
  }

  private static Record share(
      Map<String, Class<?>> classes,
      LocalDate month,
      String instrument,
      long transfers,
      long senders,
      String share)
      throws ReflectiveOperationException {
    return (Record)
        named(classes, TABLE)
            .getDeclaredConstructors()[0]
            .newInstance(month, instrument, transfers, senders, new BigDecimal(share));
  }

  private static TransferCost transfer(
      LocalDate month, String id, String sender, String instrument) {
    BigDecimal one = BigDecimal.ONE;
    return new TransferCost(
        month,
        "rio",
        id,
        sender,
        "USA",
        "MEX",
        instrument,
        "cash",
        one,
        one,
        0,
        "official",
        one,
        one,
        one,
        one,
        one,
        "ok");
  }
}
