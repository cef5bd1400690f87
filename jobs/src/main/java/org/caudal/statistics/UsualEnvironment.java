package org.caudal.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Usual environment, home and work of one device, by the rules of multimno 1.0 (Eurostat 2024,
 * UsualEnvironmentLabeling), each evaluated for the device by itself: multimno left out rules for
 * all devices of a run once one device of it had been labelled.
 *
 * <p>Shares are those of the slots, or days, in which the device was seen anywhere. Places are
 * sorted by slots and cut at the first gap: of {@code gapShare} of the largest number for the usual
 * environment, of {@code gapSlots} for home (all slots) and work (slots of working hours). Of the
 * places before the gap:
 *
 * <ul>
 *   <li>{@code ue_1}: at least {@code usualShare} of all slots; {@code ue_2}: else of those of the
 *       night, or of working hours; {@code ue_3}: else of the days;
 *   <li>{@code h_1}: of the usual places those with at least {@code homeShare} of all slots; {@code
 *       h_2}: where the device has none, of those of the night; {@code h_3}: where it has none
 *       either, of the nights;
 *   <li>{@code w_1}: of the usual places those with at least {@code workShare} of the slots of
 *       working hours; {@code w_2}: where it has none, of the working days.
 * </ul>
 */
public final class UsualEnvironment {
  private UsualEnvironment() {}

  /**
   * Thresholds.
   *
   * @param leastSlots a device with fewer is not labelled
   * @param leastDays the same of days
   * @param gapShare gap in the usual environment, share of the largest number of slots
   * @param gapSlots gap for home and work, slots
   * @param usualShare share that makes a place usual
   * @param homeShare share that makes it home
   * @param workShare share that makes it work
   */
  public record Thresholds(
      int leastSlots,
      int leastDays,
      double gapShare,
      int gapSlots,
      double usualShare,
      double homeShare,
      double workShare)
      implements java.io.Serializable {

    /** Refuses shares that are none. */
    public Thresholds {
      if (leastSlots < 1 || leastDays < 1 || gapSlots < 1) {
        throw new IllegalArgumentException("least slots, days and gap must be 1 or more");
      }
      for (double share : new double[] {gapShare, usualShare, homeShare, workShare}) {
        if (!(share > 0 && share <= 1)) {
          throw new IllegalArgumentException("shares must be above 0 and at most 1, was " + share);
        }
      }
    }
  }

  /** A label of a place, given by its number. */
  public record Label(int place, String label, String rule) {}

  /** The labels of a device: usual places, then homes, then places of work, each by number. */
  public static List<Label> of(SlotTally whole, List<SlotTally> places, Thresholds limits) {
    List<Label> labels = new ArrayList<>();
    if (whole.slots() < limits.leastSlots || whole.days() < limits.leastDays) {
      return labels;
    }
    Device device = new Device(whole, places);
    int most = places.stream().mapToInt(SlotTally::slots).max().orElse(0);
    for (int place : device.beforeGap(SlotTally::slots, limits.gapShare * most)) {
      String rule = device.usualRule(place, limits.usualShare);
      if (!rule.isEmpty()) {
        labels.add(new Label(place, "usual", rule));
      }
    }
    List<Integer> usual = labels.stream().map(Label::place).toList();
    List<Integer> homes = device.beforeGap(SlotTally::slots, limits.gapSlots);
    homes.retainAll(usual);
    labels.addAll(
        device.first(
            homes,
            "home",
            limits.homeShare,
            List.of(SlotTally::slots, SlotTally::nightSlots, SlotTally::nights)));
    List<Integer> works = device.beforeGap(SlotTally::workSlots, limits.gapSlots);
    works.retainAll(usual);
    labels.addAll(
        device.first(
            works, "work", limits.workShare, List.of(SlotTally::workSlots, SlotTally::workDays)));
    return labels;
  }

  /** A device and its places. */
  private record Device(SlotTally whole, List<SlotTally> places) {

    private boolean has(int place, ToIntFunction<SlotTally> measure, double share) {
      int all = measure.applyAsInt(whole);
      return all > 0 && measure.applyAsInt(places.get(place)) >= share * all;
    }

    /** The places before the first gap in their numbers, in the order of places. */
    private List<Integer> beforeGap(ToIntFunction<SlotTally> measure, double gap) {
      Comparator<Integer> mostFirst =
          Comparator.comparingInt((Integer place) -> -measure.applyAsInt(places.get(place)))
              .thenComparing(Comparator.naturalOrder());
      List<Integer> sorted = IntStream.range(0, places.size()).boxed().sorted(mostFirst).toList();
      List<Integer> kept = new ArrayList<>();
      for (int place : sorted) {
        if (!kept.isEmpty()) {
          int last = measure.applyAsInt(places.get(kept.get(kept.size() - 1)));
          if (last - measure.applyAsInt(places.get(place)) >= gap) {
            break;
          }
        }
        kept.add(place);
      }
      kept.sort(Comparator.naturalOrder());
      return kept;
    }

    private String usualRule(int place, double share) {
      if (has(place, SlotTally::slots, share)) {
        return "ue_1";
      }
      if (has(place, SlotTally::nightSlots, share) || has(place, SlotTally::workSlots, share)) {
        return "ue_2";
      }
      return has(place, SlotTally::days, share) ? "ue_3" : "";
    }

    /** The labels of the first rule that any of the candidates meets. */
    private List<Label> first(
        List<Integer> candidates,
        String label,
        double share,
        List<ToIntFunction<SlotTally>> rules) {
      for (int rule = 0; rule < rules.size(); rule++) {
        ToIntFunction<SlotTally> measure = rules.get(rule);
        String name = label.charAt(0) + "_" + (rule + 1);
        List<Label> found =
            candidates.stream()
                .filter(place -> has(place, measure, share))
                .map(place -> new Label(place, label, name))
                .toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    }
  }
}
