package org.caudal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.caudal.job.Months;
import org.caudal.problem.ExitCode;
import org.caudal.problem.ProblemException;
import org.caudal.remittance.CostTransfers;
import org.caudal.suite.Suite;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @Test
  void allProblemsAreFoundAtOnceEachWithFileLineAndRemedy() {
    String text =
        """
        tables: t
        monts: 2025-01
        jobs:
          cost-transfer: {}
          cost-transfers:
            max-rate-age: 3
            review-margin-pct: lots
          average-quotes:
            replicates: 10
          load-price-quotes:
            extract:
              paths: [a.csv]
              format: cvs
          publish-indicators: {}
        """;

    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class, () -> read(text, Map.of(), List.of(), List.of()));

    assertThat(problems.exitCode()).isEqualTo(ExitCode.USER);
    assertThat(problems.problems().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "c.yaml:2  monts  unknown key. Did you mean months? Keys here: tables, reports,"
                + " pseudonym-key-file, exchange-key-file, months, days, spark, jobs.",
            "c.yaml:4  jobs.cost-transfer  unknown job. Did you mean cost-transfers or load-transfers?"
                + " `caudal list` shows all jobs.",
            "c.yaml:6  jobs.cost-transfers.max-rate-age  unknown key. Did you mean"
                + " max-rate-age-business-days? Keys here: months,"
                + " max-rate-age-business-days, review-margin-pct, rate-kind, publishers.",
            "c.yaml:7  jobs.cost-transfers.review-margin-pct  must be a decimal number, was 'lots'."
                + " Write another value.",
            "c.yaml:9  jobs.average-quotes.replicates  replicates must be 50 to 2000, was 10. It"
                + " is: Replicates of the bootstrap.",
            "c.yaml:13  jobs.load-price-quotes.extract.format  must be one of csv, json-lines,"
                + " parquet, was 'cvs'. Did you mean csv?",
            "c.yaml:14  jobs.publish-indicators.vintage  is missing: Day the estimates were made; it"
                + " is shown with every figure. Give a day such as 2025-03-31.");
  }

  @Test
  void textThatIsNoYamlNamesTheLine() {
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () -> read("tables: t\njobs: [\n", Map.of(), List.of(), List.of()));
    assertThat(problems.getMessage()).startsWith("c.yaml:3").contains("is not YAML");
  }

  @Test
  void aControlCharacterIsNamedWithItsLine() {
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () -> read("tables: t\n# a\u0001\n", Map.of(), List.of(), List.of()));
    assertThat(problems.getMessage())
        .startsWith("c.yaml:2  is not YAML: it holds the control character U+0001.");
  }

  @Test
  void whatCannotBeReadGivesNoOtherProblem() {
    String tab = "tables: t\njobs:\n\tload-transfers: {}\n";
    String twice =
        "tables: t\njobs:\n  load-price-quotes: {extract: {paths: [a]}}\n  load-price-quotes: {}\n";
    for (String text : List.of(tab, twice)) {
      ProblemException problems =
          catchThrowableOfType(
              ProblemException.class, () -> read(text, Map.of(), List.of(), List.of()));
      assertThat(problems.problems()).as(text).hasSize(1);
    }
  }

  @Test
  void aColumnOrConstantForNoFieldNamesItsLine() {
    String text =
        """
        tables: t
        jobs:
          load-price-quotes:
            extract:
              paths: [a.csv]
              columns:
                period: Quarter
                providr: Name
              constants: {amuont: '200'}
        """;
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class, () -> read(text, Map.of(), List.of(), List.of()));
    assertThat(problems.problems().stream().map(Object::toString))
        .satisfiesExactly(
            column ->
                assertThat(column)
                    .startsWith(
                        "c.yaml:8  jobs.load-price-quotes.extract.columns.providr  is no field. Did"
                            + " you mean provider? Fields: source_code, "),
            constant ->
                assertThat(constant)
                    .startsWith(
                        "c.yaml:9  jobs.load-price-quotes.extract.constants.amuont  is no field. Did"
                            + " you mean amount_usd? "));
  }

  @Test
  void aColumnIsGivenToAFieldThatTheParametersName() {
    String text =
        """
        tables: t
        jobs:
          load-link-records:
            fields: [town]
            extract:
              paths: [a.csv]
              columns: {record_id: Number, %s: Municipality}
        """;
    assertThat(read(text.formatted("town"), Map.of(), List.of(), List.of()).tables())
        .isEqualTo("t");
    assertThatThrownBy(() -> read(text.formatted("twon"), Map.of(), List.of(), List.of()))
        .hasMessageContaining(
            "c.yaml:7  jobs.load-link-records.extract.columns.twon  is no field. Did you mean town?"
                + " Fields: source_id, record_id, town.");
  }

  @Test
  void aKeyGivenTwiceIsAProblem() {
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () -> read("tables: t\ntables: u\n", Map.of(), List.of(), List.of()));
    assertThat(problems.getMessage())
        .isEqualTo("c.yaml:2  tables  is given twice. Keep one of the two.");
  }

  @Test
  void setWinsOverEnvironmentOverFileOverDefault() {
    String text = "tables: from-file\njobs: {cost-transfers: {max-rate-age-business-days: 1}}\n";
    Map<String, String> environment =
        Map.of(
            "CAUDAL_TABLES", "from-environment",
            "CAUDAL_JOBS__COST_TRANSFERS__MAX_RATE_AGE_BUSINESS_DAYS", "2",
            "CAUDAL_HOME", "not a key");

    Configuration fromEnvironment = read(text, environment, List.of(), List.of());
    Configuration fromSet =
        read(
            text,
            environment,
            List.of("tables=from-set", "jobs.cost-transfers.max-rate-age-business-days=3"),
            List.of());

    assertThat(fromEnvironment.tables()).isEqualTo("from-environment");
    assertThat(age(fromEnvironment)).isEqualTo(2);
    assertThat(fromSet.tables()).isEqualTo("from-set");
    assertThat(age(fromSet)).isEqualTo(3);
    assertThat(fromSet.settings())
        .contains(
            new Setting("tables", "from-set", "--set"),
            new Setting("jobs.cost-transfers.review-margin-pct", "20", "default"));
    assertThat(fromEnvironment.settings())
        .contains(new Setting("tables", "from-environment", "CAUDAL_TABLES"));
  }

  @Test
  void aGroupWithAValueThatWasSetIsNotBlamedOnTheFileAlone() {
    List<String> sets = List.of("jobs.average-quotes.replicates=10", "jobs.average-quotes.seed=2");
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () -> read("tables: t\njobs:\n  average-quotes: {}\n", Map.of(), sets, List.of()));
    assertThat(problems.getMessage())
        .startsWith(
            "--set  jobs.average-quotes.replicates  replicates must be 50 to 2000, was 10.");
  }

  @Test
  void theMonthsOfTheRunReachMonthlyJobsUnlessTheyHaveTheirOwn() {
    Configuration configuration =
        read(
            "tables: t\nmonths: 2025-03\njobs:\n  cost-transfers: {}\n"
                + "  estimate-corridor-flows: {months: 2025-01..2025-02}\n",
            Map.of(),
            List.of(),
            List.of());
    assertThat(
            ((CostTransfers.Params) configuration.params(Suite.jobs().named("cost-transfers")))
                .months())
        .isEqualTo(new Months(YearMonth.of(2025, 3), YearMonth.of(2025, 3)));
    assertThat(configuration.parametersJson(Suite.jobs().named("estimate-corridor-flows")))
        .isEqualTo(
            "{\"months\":\"2025-01..2025-02\",\"replicates\":200,\"seed\":1,\"level\":\"0.95\"}");
  }

  @Test
  void theMonthsOfTheCommandLineOrTheEnvironmentWinOverThoseOfASectionOfTheFile() {
    String text =
        "tables: t\nmonths: 2025-01\njobs:\n  cost-transfers: {months: 2025-02}\n"
            + "  estimate-presence: {days: 2025-02-01}\n"
            + "  synthesize-price-quotes: {months: 2025-01..2025-06}\n";
    Map<String, String> environment = Map.of("CAUDAL_MONTHS", "2025-03");
    String own = "jobs.cost-transfers.months=2025-05";

    assertThat(months(read(text, Map.of(), List.of(), List.of()))).isEqualTo("2025-02");
    assertThat(months(read(text, environment, List.of(), List.of()))).isEqualTo("2025-03");
    assertThat(
            months(
                read(
                    text,
                    Map.of(
                        "CAUDAL_MONTHS",
                        "2025-03",
                        "CAUDAL_JOBS__COST_TRANSFERS__MONTHS",
                        "2025-06"),
                    List.of(),
                    List.of())))
        .isEqualTo("2025-06");
    assertThat(
            months(
                read(
                    text,
                    Map.of("CAUDAL_JOBS__COST_TRANSFERS__MONTHS", "2025-06"),
                    List.of("months=2025-04"),
                    List.of())))
        .isEqualTo("2025-04");
    assertThat(months(read(text, environment, List.of(own, "months=2025-04"), List.of())))
        .isEqualTo("2025-05");

    Configuration configuration =
        read(text, environment, List.of("months=2025-04", "days=2025-04-09"), List.of());
    assertThat(configuration.settings())
        .contains(
            new Setting("jobs.cost-transfers.months", "2025-04", "--set"),
            new Setting("jobs.estimate-presence.days", "2025-04-09", "--set"),
            // the extent of what is generated is no span of a run
            new Setting("jobs.synthesize-price-quotes.months", "2025-01..2025-06", "c.yaml:6"));
  }

  @Test
  void sparkSettingsKeepTheirDots() {
    Configuration configuration =
        read(
            "tables: t\nspark: {spark.master: yarn}\n",
            Map.of(),
            List.of("spark.executor.memory=4g"),
            List.of());
    assertThat(configuration.spark())
        .isEqualTo(Map.of("spark.master", "yarn", "spark.executor.memory", "4g"));
  }

  @Test
  void secretsOfSparkAreUsedAndNotShown() {
    Configuration configuration =
        read(
            """
            tables: t
            spark:
              spark.hadoop.fs.s3a.secret.key: ${AWS_SECRET}
              spark.hadoop.fs.s3a.endpoint: s3.example.org
              spark.hadoop.fs.s3a.session.token: wJal2
              spark.hadoop.fs.azure.account.key.caudal.dfs.core.windows.net: wJal3
              spark.driver.extraJavaOptions: -Djavax.net.ssl.keyStorePassword=wJal4
              spark.hadoop.fs.s3a.proxy.pwd: wJal7
              spark.hadoop.fs.cosn.userinfo.credential: wJal8
              spark.hadoop.fs.s3a.aws.credentials.provider: org.example.Provider
            """,
            Map.of("AWS_SECRET", "wJal1", "CAUDAL_SPARK__HADOOP__FS__S3A__ACCESS__KEY", "wJal5"),
            List.of("spark.ssl.keyPassword=wJal6"),
            List.of());

    assertThat(configuration.spark())
        .containsEntry("spark.hadoop.fs.s3a.secret.key", "wJal1")
        .containsEntry("spark.ssl.keyPassword", "wJal6");
    assertThat(configuration.settings().stream().map(Object::toString))
        .contains(
            "spark.spark.hadoop.fs.s3a.secret.key = *** (c.yaml:3)",
            "spark.spark.hadoop.fs.s3a.endpoint = s3.example.org (c.yaml:4)",
            "spark.spark.hadoop.fs.s3a.aws.credentials.provider = org.example.Provider (c.yaml:9)",
            "spark.spark.hadoop.fs.s3a.access.key = ***"
                + " (CAUDAL_SPARK__HADOOP__FS__S3A__ACCESS__KEY)",
            "spark.spark.ssl.keyPassword = *** (--set)")
        .noneMatch(setting -> setting.contains("wJal"));
  }

  @Test
  void noProblemShowsTheSecretThatItIsAbout() {
    for (String wrong :
        List.of(":wJal", " wJal", "=*wJal", "=!wJal!wJal x", "=[wJal", "={wJal: 1}")) {
      ProblemException problems =
          catchThrowableOfType(
              ProblemException.class,
              () ->
                  read(
                      "tables: t\n",
                      Map.of(),
                      List.of("spark.hadoop.fs.s3a.secret.key" + wrong),
                      List.of()));
      assertThat(problems.getMessage()).as(wrong).startsWith("--set").doesNotContain("wJal");
    }
  }

  @Test
  void aSparkSettingThatFiguresDependOnIsNotChanged() {
    String text =
        """
        tables: t
        spark:
          spark.sql.session.timeZone: America/Lima
          spark.sql.ansi.enabled: true
        """;
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                read(
                    text,
                    Map.of(),
                    List.of("spark.sql.decimalOperations.allowPrecisionLoss=false"),
                    List.of()));
    assertThat(problems.problems().stream().map(Object::toString))
        .containsExactly(
            "c.yaml:3  spark.sql.session.timeZone  must be UTC, as figures depend on it, was"
                + " 'America/Lima'. Leave it out.",
            "--set  spark.sql.decimalOperations.allowPrecisionLoss  must be true, as figures depend"
                + " on it, was 'false'. Leave it out.");
  }

  @Test
  void aVariableThatIsNotSetIsAProblem() {
    ProblemException problems =
        catchThrowableOfType(
            ProblemException.class,
            () -> read("tables: ${NOWHERE}/t\n", Map.of(), List.of(), List.of()));
    assertThat(problems.getMessage())
        .isEqualTo(
            "c.yaml:1  tables  uses ${NOWHERE}, which the environment does not have. Set the"
                + " variable NOWHERE, or write the value.");
  }

  @Test
  void aVariableIsFoundFromTheCommandLineAndFromTheEnvironmentToo() {
    Configuration configuration =
        read(
            "tables: t\n",
            Map.of("HOME", "/home", "CAUDAL_REPORTS", "${HOME}/reports"),
            List.of("tables=${HOME}/tables"),
            List.of());
    assertThat(configuration.tables()).isEqualTo("/home/tables");
    assertThat(configuration.reports()).isEqualTo("/home/reports");
    assertThatThrownBy(() -> read("tables: t\n", Map.of(), List.of("tables=${NOWHERE}"), List.of()))
        .hasMessageContaining("uses ${NOWHERE}, which the environment does not have.");
  }

  @Test
  void aValueMayBeTheTextOfAFile() {
    Configuration configuration =
        read(
            "tables: !file \"${HOME}/t.txt\"\n",
            Map.of("HOME", "/home"),
            List.of("reports=!file r.txt"),
            List.of());
    assertThat(configuration.tables()).isEqualTo("text of /home/t.txt");
    assertThat(configuration.reports()).isEqualTo("text of r.txt");
  }

  private static String months(Configuration configuration) {
    return String.valueOf(
        ((CostTransfers.Params) configuration.params(Suite.jobs().named("cost-transfers")))
            .months());
  }

  private static int age(Configuration configuration) {
    return ((CostTransfers.Params) configuration.params(Suite.jobs().named("cost-transfers")))
        .maxRateAgeBusinessDays();
  }

  private static Configuration read(
      String text, Map<String, String> environment, List<String> sets, List<String> wanted) {
    return Configuration.read(
        "c.yaml", text, environment, path -> "text of " + path, sets, Suite.jobs(), wanted);
  }
}
