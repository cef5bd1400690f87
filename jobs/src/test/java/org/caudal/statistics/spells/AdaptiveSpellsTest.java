package org.caudal.statistics.spells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.caudal.statistics.spells.AdaptiveSpells.Params;
import org.caudal.statistics.spells.HardLives.Kind;
import org.caudal.statistics.spells.HardLives.Life;
import org.junit.jupiter.api.Test;

/** Against lives whose places of residence are known. */
class AdaptiveSpellsTest {
  /** Sums of one class of activity. */
  private static final class Figures {
    int moves, found, within, datable, datableWithin, covered, datableCovered, circular, bothLegs;
    int still, stillFalse, away, awayFalse, border, borderFalse, edge, edgeFalse, extra;

    void add(Life life, List<Spell> spells) {
      List<int[]> events = events(spells);
      if (life.kind == Kind.MOVER || life.kind == Kind.CIRCULAR) {
        int hits = 0;
        for (int move : life.moves()) {
          moves++;
          int from = life.home[move - 1];
          int to = life.home[move];
          int[] hit = null;
          for (int[] e : events) {
            if (e[0] == from && e[1] == to && Math.abs(e[2] - move) <= 60) {
              hit = e;
            }
          }
          if (hit == null) {
            continue;
          }
          hits++;
          found++;
          boolean near = Math.abs(hit[2] - move) <= 7;
          boolean isDatable = seen(life, from, move - 7, move) && seen(life, to, move, move + 7);
          boolean isCovered = hit[3] <= move && move <= hit[4];
          within += near ? 1 : 0;
          covered += isCovered ? 1 : 0;
          if (isDatable) {
            datable++;
            datableWithin += near ? 1 : 0;
          }
        }
        extra += events.size() > hits ? 1 : 0;
        if (life.kind == Kind.CIRCULAR) {
          circular++;
          bothLegs += hits == 2 ? 1 : 0;
        }
      } else if (life.kind == Kind.SHORT && life.away <= 75) {
        away++;
        awayFalse += events.isEmpty() ? 0 : 1;
      } else if (life.kind == Kind.SHORT) {
        border++;
        borderFalse += events.isEmpty() ? 0 : 1;
      } else if (life.kind == Kind.EDGE) {
        edge++;
        edgeFalse += events.isEmpty() ? 0 : 1;
      } else {
        still++;
        stillFalse += events.isEmpty() ? 0 : 1;
      }
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-8s moves %4d found %5.1f%% in7 %5.1f%% datable %4d in7 %5.1f%% covered %5.1f%%"
              + " circ %4d both %5.1f%% extra %2d | still %4d false %2d | short %3d false %2d"
              + " | 76-89 %3d false %2d | edge %3d false %2d",
          name,
          moves,
          100.0 * found / moves,
          100.0 * within / found,
          datable,
          100.0 * datableWithin / datable,
          100.0 * covered / found,
          circular,
          100.0 * bothLegs / circular,
          extra,
          still,
          stillFalse,
          away,
          awayFalse,
          border,
          borderFalse,
          edge,
          edgeFalse);
    }
  }

  private static boolean seen(Life life, int place, int from, int to) {
    for (int i = 0; i < life.day.length; i++) {
      if (life.place[i] == place && life.day[i] >= from && life.day[i] < to) {
        return true;
      }
    }
    return false;
  }

  /** From, to, day, earliest and latest day of moves between stays of 90 days or more. */
  private static List<int[]> events(List<Spell> spells) {
    List<int[]> events = new ArrayList<>();
    for (int s = 1; s < spells.size(); s++) {
      Spell a = spells.get(s - 1);
      Spell b = spells.get(s);
      if (a.place() != b.place() && a.stayProbability() >= 0.03 && b.stayProbability() >= 0.03) {
        events.add(
            new int[] {
              a.place(),
              b.place(),
              (a.end() + 1 + b.start()) / 2,
              Math.min(a.earliestEnd() + 1, b.earliestStart()),
              Math.max(a.latestEnd() + 1, b.latestStart())
            });
      }
    }
    return events;
  }

  private static String activityClass(double activity) {
    double[] edges = {0.05, 0.1, 0.2, 0.4, 0.6, 0.8};
    String[] names = {"00-05", "05-10", "10-20", "20-40", "40-60", "60-80", "80-100"};
    int c = 0;
    while (c < edges.length && activity >= edges[c]) {
      c++;
    }
    return names[c];
  }

  @Test
  void hard() {
    int users = Integer.getInteger("users", 4000);
    long seed = Long.getLong("seed", 1);
    Map<String, Figures> classes = new TreeMap<>();
    int shown = Integer.getInteger("show", 0);
    for (int u = 0; u < users; u++) {
      Life life = HardLives.life(seed, u);
      List<Spell> spells =
          AdaptiveSpells.detect(life.day, life.place, life.count, 0, 364, Params.of(90));
      Figures f = classes.computeIfAbsent(activityClass(life.activity()), k -> new Figures());
      int before = f.found + f.bothLegs * 1000 - f.moves;
      int bad = f.stillFalse + f.extra * 0;
      int miss = f.moves - f.found;
      int late = f.datable - f.datableWithin;
      f.add(life, spells);
      String what = System.getProperty("what", "");
      boolean show =
          what.equals("false") && f.stillFalse > bad
              || what.equals("miss") && f.moves - f.found > miss && life.activity() > 0.2
              || what.equals("misslow") && f.moves - f.found > miss && life.activity() < 0.2
              || what.equals("late") && f.datable - f.datableWithin > late;
      if (show && shown-- > 0) {
        System.out.println(u + " " + life.kind + " activity " + life.activity() + " moves " + life.moves() + " " + life.home[0] + ">" + life.home[180] + ">" + life.home[364]);
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < life.day.length; i++) {
          if (i == 0 || life.day[i] != life.day[i - 1]) b.append(' ').append(life.day[i]).append(':');
          else b.append('/');
          b.append(life.place[i]).append('x').append(life.count[i]);
        }
        if (Boolean.getBoolean("full")) System.out.println(b);
        System.out.println("   " + life.features);
        for (Spell z : spells) System.out.println(String.format("     %d %d-%d [%d %d] [%d %d] ev %d/%d p %.3f q %.3f", z.place(), z.start(), z.end(), z.earliestStart(), z.latestStart(), z.earliestEnd(), z.latestEnd(), z.evidenceDays(), z.seenDays(), z.stayProbability(), z.probability()));
      }
    }
    classes.forEach((name, f) -> System.out.println(f.line(name)));
    Figures all = new Figures();
    assertThat(all.moves).isZero();
  }

  @Test
  void truth() {
    Histories histories = Histories.read("truth_500_1000/traj_500.csv.gz");
    Map<String, Figures> classes = new TreeMap<>();
    for (Map<String, String> row : Histories.rows(org.caudal.testing.SharedData.require("phone/truth_500_1000/truth_500.csv"))) {
      Histories.History history = histories.users().get(Histories.value(row, "user_id"));
      Life life = new Life();
      int move = day(histories, Histories.value(row, "move_date"));
      int back = day(histories, Histories.value(row, "return_date"));
      int home = Integer.parseInt(Histories.value(row, "home"));
      for (int d = 0; d < 365; d++) {
        life.home[d] = d < move || d >= back ? home : Integer.parseInt(Histories.value(row, "destination"));
      }
      life.day = history.day;
      life.place = history.place;
      life.count = new int[history.day.length];
      Arrays.fill(life.count, 1);
      life.away = back - move;
      life.kind = switch (Histories.value(row, "type")) {
        case "migrant" -> Kind.MOVER;
        case "circular" -> Kind.CIRCULAR;
        case "shortterm" -> Kind.SHORT;
        case "noisy" -> Kind.NO_HOME;
        default -> Kind.STAYER;
      };
      List<Spell> spells =
          AdaptiveSpells.detect(life.day, life.place, life.count, 0, 364, Params.of(90));
      classes.computeIfAbsent(activityClass(life.activity()), k -> new Figures()).add(life, spells);
    }
    classes.forEach((name, f) -> System.out.println(f.line(name)));
  }

  private static int day(Histories histories, String date) {
    return date.isEmpty() ? 365 : (int) java.time.temporal.ChronoUnit.DAYS.between(histories.firstDate(), Histories.date(date));
  }
}
