package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What transfers of a corridor cost, over all draws: every combination of service, principal and
 * noise with its probability, summed exactly.
 */
final class ExpectedCost {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final List<Outcome> outcomes;

  private ExpectedCost(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * One combination.
   *
   * @param service index of the service
   * @param usd principal
   * @param headlinePct fee and margin in per cent of the principal
   * @param exactPct one less what arrives at the mid rate over what was paid, in per cent
   * @param share probability
   */
  record Outcome(
      int service, BigDecimal usd, BigDecimal headlinePct, BigDecimal exactPct, BigDecimal share) {}

  /** All combinations in a corridor, when women make the given share of transfers. */
  static ExpectedCost of(Corridor corridor, BigDecimal women) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int s = 0; s < Service.ALL.size(); s++) {
      BigDecimal shareOfService = ExpectedFlow.millionths(corridor.mix().shares().get(s));
      for (int a = 0; a < Habits.AMOUNTS_USD.size() && shareOfService.signum() > 0; a++) {
        BigDecimal share = shareOfService.multiply(ExpectedFlow.shareOfAmount(a, women));
        for (BigDecimal noise : noise()) {
          BigDecimal margin = Service.ALL.get(s).marginPct(corridor).add(noise);
          outcomes.add(
              outcome(
                  s,
                  Habits.AMOUNTS_USD.get(a),
                  margin,
                  share.divide(BigDecimal.valueOf(noise().size()), MathContext.DECIMAL128)));
        }
      }
    }
    return new ExpectedCost(List.copyOf(outcomes));
  }

  /** Every combination with its probability. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Mean over transfers, each weighing as much as its principal. */
  BigDecimal volumeWeighted(Function<Outcome, BigDecimal> cost) {
    return mean(outcomes, cost, outcome -> outcome.share().multiply(outcome.usd()));
  }

  /** Mean over transfers. */
  BigDecimal countWeighted(Function<Outcome, BigDecimal> cost) {
    return mean(outcomes, cost, Outcome::share);
  }

  /** Mean over services of the mean over their transfers. */
  BigDecimal simple(Function<Outcome, BigDecimal> cost) {
    return meanOfServices(cost, outcome -> true);
  }

  /** Mean over services of their cost at one principal. */
  BigDecimal simpleAt(int usd, Function<Outcome, BigDecimal> cost) {
    return meanOfServices(cost, outcome -> outcome.usd().intValueExact() == usd);
  }

  /** The lowest cost that at least half of the transfers do not exceed. */
  BigDecimal median(Function<Outcome, BigDecimal> cost) {
    BigDecimal upTo = BigDecimal.ZERO;
    List<Outcome> ascending = outcomes.stream().sorted(Comparator.comparing(cost)).toList();
    for (Outcome outcome : ascending) {
      upTo = upTo.add(outcome.share());
      if (upTo.compareTo(HALF) >= 0) {
        return cost.apply(outcome);
      }
    }
    throw new IllegalStateException("probabilities add up to " + upTo);
  }

  private BigDecimal meanOfServices(
      Function<Outcome, BigDecimal> cost, Predicate<Outcome> counted) {
    List<Integer> services = outcomes.stream().map(Outcome::service).distinct().toList();
    BigDecimal sum = BigDecimal.ZERO;
    for (int service : services) {
      List<Outcome> own =
          outcomes.stream().filter(o -> o.service() == service).filter(counted).toList();
      sum = sum.add(mean(own, cost, Outcome::share));
    }
    return sum.divide(BigDecimal.valueOf(services.size()), MathContext.DECIMAL128);
  }

  private static BigDecimal mean(
      List<Outcome> outcomes,
      Function<Outcome, BigDecimal> value,
      Function<Outcome, BigDecimal> weight) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    for (Outcome outcome : outcomes) {
      sum = sum.add(value.apply(outcome).multiply(weight.apply(outcome)));
      weights = weights.add(weight.apply(outcome));
    }
    return sum.divide(weights, MathContext.DECIMAL128);
  }

  private static List<BigDecimal> noise() {
    List<BigDecimal> levels = new ArrayList<>();
    for (int i = 0; i < Habits.NOISE_LEVELS; i++) {
      levels.add(Habits.NOISE_FROM_PCT.add(Habits.NOISE_STEP_PCT.multiply(BigDecimal.valueOf(i))));
    }
    return levels;
  }

  private static Outcome outcome(int service, int usd, BigDecimal marginPct, BigDecimal share) {
    BigDecimal principal = BigDecimal.valueOf(usd);
    BigDecimal fee = Service.ALL.get(service).feeUsd(usd);
    BigDecimal arrives = principal.multiply(HUNDRED.subtract(marginPct));
    return new Outcome(
        service,
        principal,
        fee.multiply(HUNDRED).divide(principal, MathContext.DECIMAL128).add(marginPct),
        HUNDRED.subtract(arrives.divide(principal.add(fee), MathContext.DECIMAL128)),
        share);
  }
}
