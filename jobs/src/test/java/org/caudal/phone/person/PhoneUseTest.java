package org.caudal.phone.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.HomeZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Whose phones people use, and weights by it. */
@SparkTest
class PhoneUseTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);

  @Test
  void answersOfASurveyAreLoadedByUserAndHolder(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadPhoneUse(),
            """
        survey_date,user_sex,user_age_band,holder_sex,holder_age_band,users
        2025-03-01,2,15-17,2,30-44,12.5
        2025-03-01,1,18-29,9,,3
        2025-03-01,,,,,1
        2025-03-01,9,18-29,1,,3
        2025-03-01,1,18-29,3,,3
        2025-03-01,1,young,1,30-44,3
        2025-03-01,1,18-29,1,44-30,3
        2025-03-01,1,18-29,1,30-44,-3
        """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejectedByRule())
        .isEqualTo(
            Map.of(
                "user-sex-known", 1L,
                "holder-sex-known", 1L,
                "user-age-band-readable", 1L,
                "holder-age-band-readable", 1L,
                "users-possible", 1L));
    String file = JudgedSheet.NAME;
    assertThatTable(sheet.loaded(spark))
        .hasRows(
            new PhoneUse(MAY.minusMonths(2), 2, "15-17", 2, "30-44", users("12.5"), file, 2),
            new PhoneUse(MAY.minusMonths(2), 1, "18-29", 9, "", users("3"), file, 3),
            new PhoneUse(MAY.minusMonths(2), 0, "", 0, "", users("1"), file, 4));
  }

  private static BigDecimal users(String number) {
    return new BigDecimal(number).setScale(6);
  }

  private static PhoneUse use(LocalDate day, String user, String holder, String users) {
    return use(day, 0, user, 0, holder, users);
  }

  private static PhoneUse use(
      LocalDate day, int userSex, String user, int holderSex, String holder, String users) {
    return new PhoneUse(
        day, userSex, user, holderSex, holder, users(users), "u.csv", users.hashCode());
  }

  private static PopulationMargin margin(int sex, String band, long count) {
    return new PopulationMargin("m", "A", sex, band, MAY, count, "m.csv", count);
  }

  /** Twenty phones of each sex and age, in area A. */
  private static TestInputs phones(SparkSession spark) {
    List<HomeZone> homes = new ArrayList<>();
    List<DeviceDay> days = new ArrayList<>();
    List<Subscriber> subscribers = new ArrayList<>();
    for (int device = 0; device < 80; device++) {
      homes.add(new HomeZone(MAY, "m", "night_days", "01", device, "A", 1, 20, 20));
      days.add(new DeviceDay(MAY, "01", device, "domestic", "c", "XCA", 799, 1, 1, 0, 0, 0, 0));
      int sex = 1 + device / 20 % 2;
      int born = device < 40 ? 2000 : 1960;
      subscribers.add(
          new Subscriber(
              "01", device, MAY.minusYears(1), null, sex, born, "", "", null, "s.csv", device));
    }
    return new TestInputs(spark)
        .with(homes)
        .with(days)
        .with(subscribers)
        .with(
            margin(1, "00-14", 70),
            margin(2, "00-14", 70),
            margin(1, "15-29", 200),
            margin(2, "15-29", 200),
            margin(1, "30+", 100),
            margin(2, "30+", 300));
  }

  private static List<String> weights(TestInputs inputs) {
    Dataset<Row> rows =
        new WeighDevices()
            .transform(
                inputs,
                new WeighDevices.Params(
                    null, List.of("m"), BigDecimal.ONE, 15, Calibration.RAKING, List.of(0, 30)));
    return rows
        .selectExpr("concat_ws(' ', sex, age_band, round(weight, 6)) AS text")
        .distinct()
        .orderBy("text")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void residentsCountByTheAgeOfThoseWhosePhonesTheyUse(SparkSession spark) {
    // 400 of 15 to 29 years over 40 phones, 400 of more years over 40; 300 men, 500 women: 3 : 5
    assertThat(weights(phones(spark)))
        .containsExactly("1 00-29 7.5", "1 30+ 7.5", "2 00-29 12.5", "2 30+ 12.5");
    // Of 15 to 29 years a fifth, 3 + 1 of 20, use a phone of an elder: 320 and 480. Children are
    // not asked for, nor is the survey of two years before; a firm's phones are of no age.
    List<PhoneUse> byAge =
        List.of(
            use(MAY, "15-17", "40-49", "3"),
            use(MAY, "18-29", "50+", "1"),
            use(MAY, "18-29", "18-29", "16"),
            use(MAY, 0, "18-29", 9, "", "50"),
            use(MAY, "10-14", "40-49", "60"),
            use(MAY, "30+", "30-39", "7"),
            use(MAY.minusYears(2), "18-29", "50+", "70"));
    // 320 and 480 of 800, 3 : 5 of men and women: 120, 200, 180 and 300 over 20 phones each
    assertThat(weights(phones(spark).with(byAge)))
        .containsExactly("1 00-29 6.0", "1 30+ 9.0", "2 00-29 10.0", "2 30+ 15.0");
    // A tenth of the men, 30 of 300, use the phone of a woman: 270 and 530. Nobody asked women.
    assertThat(
            weights(
                phones(spark).with(use(MAY, 1, "", 1, "", "9"), use(MAY, 1, "", 2, "60+", "1"))))
        .containsExactly("1 00-29 6.75", "1 30+ 6.75", "2 00-29 13.25", "2 30+ 13.25");
  }

  @Test
  void bandsOfASurveyThatCutAgesEndTheRun(SparkSession spark) {
    assertThatThrownBy(() -> weights(phones(spark).with(use(MAY, "10-17", "30+", "1"))))
        .hasMessageContaining(
            " has the user_age_band 10-17, which from-age of weigh-devices cuts: count the survey"
                + " by bands that begin there");
    assertThatThrownBy(() -> weights(phones(spark).with(use(MAY, "15-29", "18-44", "1"))))
        .hasMessageContaining(
            " has the holder_age_band 18-44, which age-groups of weigh-devices cuts");
  }
}
