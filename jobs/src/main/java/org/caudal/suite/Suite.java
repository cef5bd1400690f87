package org.caudal.suite;

import java.util.List;
import java.util.stream.Stream;
import org.caudal.job.Job;
import org.caudal.job.JobCatalogue;
import org.caudal.load.DuplicateRow;
import org.caudal.load.ErasedPerson;
import org.caudal.load.LoadedFile;
import org.caudal.load.RejectedRow;
import org.caudal.phone.emergency.EstimateDisplaced;
import org.caudal.phone.emergency.EstimateReturns;
import org.caudal.phone.emergency.FollowDevices;
import org.caudal.phone.emergency.LoadCrisisEvents;
import org.caudal.phone.emergency.MeasureDisplacement;
import org.caudal.phone.emergency.WatchBorders;
import org.caudal.phone.event.AssessPhoneQuality;
import org.caudal.phone.event.CleanPhoneEvents;
import org.caudal.phone.event.LoadPhoneEvents;
import org.caudal.phone.event.SummarizeDeviceDays;
import org.caudal.phone.flow.CountPhoneFlows;
import org.caudal.phone.flow.CountTrips;
import org.caudal.phone.flow.CountVisitors;
import org.caudal.phone.migration.ClassifyStays;
import org.caudal.phone.migration.CompareDefinitions;
import org.caudal.phone.migration.CorrectMigrations;
import org.caudal.phone.migration.CorrectStays;
import org.caudal.phone.migration.CountMigrations;
import org.caudal.phone.migration.CountStays;
import org.caudal.phone.migration.DetectSpells;
import org.caudal.phone.migration.EstimateDetection;
import org.caudal.phone.network.LoadCells;
import org.caudal.phone.network.LoadLandUse;
import org.caudal.phone.network.LoadZones;
import org.caudal.phone.network.MapCellsToZones;
import org.caudal.phone.person.CombineOperators;
import org.caudal.phone.person.EstimatePersonFlows;
import org.caudal.phone.person.LoadOperatorFlows;
import org.caudal.phone.person.LoadPhoneUse;
import org.caudal.phone.person.LoadSubscribers;
import org.caudal.phone.person.WeighDevices;
import org.caudal.phone.place.LabelUsualPlaces;
import org.caudal.phone.place.LocateHomes;
import org.caudal.phone.presence.EstimatePresence;
import org.caudal.publication.PublishIndicators;
import org.caudal.publication.ReleaseOperatorFlows;
import org.caudal.reference.LoadEcbRates;
import org.caudal.reference.LoadExchangeRates;
import org.caudal.reference.LoadOperatorFacts;
import org.caudal.reference.LoadPlaceCodes;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.register.account.BalanceAccounts;
import org.caudal.register.account.CountRegisterComponents;
import org.caudal.register.account.LoadAccountComponents;
import org.caudal.register.account.MeasureAccounts;
import org.caudal.register.hidden.CountCaptureHistories;
import org.caudal.register.hidden.EstimateHiddenPopulations;
import org.caudal.register.hidden.LoadCaptureHistories;
import org.caudal.register.insurance.CountInsurance;
import org.caudal.register.insurance.DecidePensions;
import org.caudal.register.insurance.LoadInsuredMonths;
import org.caudal.register.missing.CountMissingPersons;
import org.caudal.register.missing.LoadMissingPersons;
import org.caudal.register.missing.MeasureMissingPersons;
import org.caudal.register.stock.EstimateEmigrants;
import org.caudal.register.stock.EstimateStocks;
import org.caudal.register.stock.LoadSurveyEmigrants;
import org.caudal.register.stock.LoadSurveyPersons;
import org.caudal.register.stock.MeasureStocks;
import org.caudal.remittance.AverageQuotes;
import org.caudal.remittance.CostTransfers;
import org.caudal.remittance.EstimateCorridorCosts;
import org.caudal.remittance.EstimateCorridorFlows;
import org.caudal.remittance.LoadPriceQuotes;
import org.caudal.remittance.LoadTransfers;
import org.caudal.run.RunRow;
import org.caudal.synthetic.country.BalancePopulation;
import org.caudal.synthetic.country.CountAccountComponents;
import org.caudal.synthetic.country.CountDisplaced;
import org.caudal.synthetic.country.CountFlows;
import org.caudal.synthetic.country.CountStocks;
import org.caudal.synthetic.country.SynthesizeAccountComponents;
import org.caudal.synthetic.country.SynthesizeCountry;
import org.caudal.synthetic.country.SynthesizeCrisisEvents;
import org.caudal.synthetic.country.SynthesizePeople;
import org.caudal.synthetic.country.SynthesizePopulationMargins;
import org.caudal.synthetic.country.SynthesizeResidences;
import org.caudal.synthetic.country.SynthesizeStays;
import org.caudal.synthetic.country.SynthesizeTowns;
import org.caudal.synthetic.country.SynthesizeZones;
import org.caudal.synthetic.phone.CountDevices;
import org.caudal.synthetic.phone.CountPresence;
import org.caudal.synthetic.phone.PlantPhoneDefects;
import org.caudal.synthetic.phone.SynthesizeCallRecords;
import org.caudal.synthetic.phone.SynthesizeCellInventory;
import org.caudal.synthetic.phone.SynthesizeCells;
import org.caudal.synthetic.phone.SynthesizeOperatorFacts;
import org.caudal.synthetic.phone.SynthesizePhoneEvents;
import org.caudal.synthetic.phone.SynthesizePhoneUse;
import org.caudal.synthetic.phone.SynthesizeSims;
import org.caudal.synthetic.phone.SynthesizeSubscribers;
import org.caudal.synthetic.register.PlantCoverage;
import org.caudal.synthetic.register.PlantCrossings;
import org.caudal.synthetic.register.PlantHidden;
import org.caudal.synthetic.register.PlantInsurance;
import org.caudal.synthetic.register.PlantLinks;
import org.caudal.synthetic.register.PlantMissingPersons;
import org.caudal.synthetic.register.PlantRegisterDefects;
import org.caudal.synthetic.register.PlantVictims;
import org.caudal.synthetic.register.SynthesizeAsylumClaims;
import org.caudal.synthetic.register.SynthesizeBorderCrossings;
import org.caudal.synthetic.register.SynthesizeCaptureHistories;
import org.caudal.synthetic.register.SynthesizeCensus;
import org.caudal.synthetic.register.SynthesizeConsularRegistration;
import org.caudal.synthetic.register.SynthesizeContributions;
import org.caudal.synthetic.register.SynthesizeDeathRegister;
import org.caudal.synthetic.register.SynthesizeHealthVisits;
import org.caudal.synthetic.register.SynthesizeMissingPersons;
import org.caudal.synthetic.register.SynthesizePopulationRegister;
import org.caudal.synthetic.register.SynthesizeResidencePermits;
import org.caudal.synthetic.register.SynthesizeSchoolEnrolment;
import org.caudal.synthetic.register.SynthesizeSurvey;
import org.caudal.synthetic.register.SynthesizeSurveyEmigrants;
import org.caudal.synthetic.register.SynthesizeSurveyMembers;
import org.caudal.synthetic.register.SynthesizeVictimLists;
import org.caudal.synthetic.remittance.PlantCorridors;
import org.caudal.synthetic.remittance.PlantDefects;
import org.caudal.synthetic.remittance.SynthesizeExchangeRates;
import org.caudal.synthetic.remittance.SynthesizePriceQuotes;
import org.caudal.synthetic.remittance.SynthesizeTransfers;
import org.caudal.table.TableCatalogue;

/**
 * Every job and every table of the suite; a new job is added to the list here, or to that of its
 * field.
 */
public final class Suite {
  private static final JobCatalogue JOBS =
      new JobCatalogue(
          all(
              List.of(BorderJobs.all(), LinkageJobs.all(), ResidenceJobs.all()),
              new SynthesizeTowns(),
              new SynthesizeZones(),
              new SynthesizeCountry(),
              new SynthesizeCrisisEvents(),
              new SynthesizePeople(),
              new SynthesizeStays(),
              new SynthesizeResidences(),
              new CountStocks(),
              new CountAccountComponents(),
              new SynthesizeAccountComponents(),
              new CountFlows(),
              new BalancePopulation(),
              new CountDisplaced(),
              new SynthesizePopulationMargins(),
              new SynthesizeExchangeRates(),
              new SynthesizePriceQuotes(),
              new SynthesizeTransfers(),
              new PlantCorridors(),
              new PlantDefects(),
              new SynthesizeBorderCrossings(),
              new PlantCrossings(),
              new SynthesizeContributions(),
              new PlantInsurance(),
              new SynthesizeMissingPersons(),
              new PlantMissingPersons(),
              new SynthesizeVictimLists(),
              new PlantVictims(),
              new PlantHidden(),
              new SynthesizeCaptureHistories(),
              new SynthesizeCensus(),
              new PlantCoverage(),
              new SynthesizeSurvey(),
              new SynthesizeSurveyEmigrants(),
              new SynthesizeSurveyMembers(),
              new SynthesizePopulationRegister(),
              new SynthesizeDeathRegister(),
              new SynthesizeResidencePermits(),
              new SynthesizeSchoolEnrolment(),
              new SynthesizeHealthVisits(),
              new SynthesizeConsularRegistration(),
              new SynthesizeAsylumClaims(),
              new PlantLinks(),
              new PlantRegisterDefects(),
              new SynthesizeCells(),
              new SynthesizeSims(),
              new SynthesizePhoneEvents(),
              new SynthesizeCallRecords(),
              new SynthesizeCellInventory(),
              new SynthesizeOperatorFacts(),
              new SynthesizeSubscribers(),
              new SynthesizePhoneUse(),
              new PlantPhoneDefects(),
              new CountPresence(),
              new CountDevices(),
              new LoadEcbRates(),
              new LoadExchangeRates(),
              new LoadPriceQuotes(),
              new LoadTransfers(),
              new CostTransfers(),
              new EstimateCorridorFlows(),
              new EstimateCorridorCosts(),
              new AverageQuotes(),
              new LoadZones(),
              new LoadLandUse(),
              new LoadCells(),
              new MapCellsToZones(),
              new LoadPhoneEvents(),
              new CleanPhoneEvents(),
              new AssessPhoneQuality(),
              new SummarizeDeviceDays(),
              new CountVisitors(),
              new CountTrips(),
              new LabelUsualPlaces(),
              new LocateHomes(),
              new CountPhoneFlows(),
              new LoadPopulationMargins(),
              new LoadOperatorFacts(),
              new LoadPhoneUse(),
              new LoadSubscribers(),
              new LoadPlaceCodes(),
              new WeighDevices(),
              new EstimatePersonFlows(),
              new LoadOperatorFlows(),
              new CombineOperators(),
              new EstimatePresence(),
              new DetectSpells(),
              new ClassifyStays(),
              new CountStays(),
              new CountMigrations(),
              new EstimateDetection(),
              new CorrectMigrations(),
              new CorrectStays(),
              new CompareDefinitions(),
              new LoadCrisisEvents(),
              new FollowDevices(),
              new WatchBorders(),
              new MeasureDisplacement(),
              new EstimateDisplaced(),
              new EstimateReturns(),
              new LoadInsuredMonths(),
              new DecidePensions(),
              new CountInsurance(),
              new LoadSurveyPersons(),
              new LoadSurveyEmigrants(),
              new EstimateStocks(),
              new EstimateEmigrants(),
              new MeasureStocks(),
              new LoadAccountComponents(),
              new CountRegisterComponents(),
              new BalanceAccounts(),
              new MeasureAccounts(),
              new CountCaptureHistories(),
              new LoadCaptureHistories(),
              new EstimateHiddenPopulations(),
              new LoadMissingPersons(),
              new CountMissingPersons(),
              new MeasureMissingPersons(),
              new ReleaseOperatorFlows(),
              new PublishIndicators()));

  private Suite() {}

  private static List<Job<?>> all(List<List<Job<?>>> fields, Job<?>... others) {
    return Stream.concat(fields.stream().flatMap(List::stream), Stream.of(others)).toList();
  }

  /** Every job. */
  public static JobCatalogue jobs() {
    return JOBS;
  }

  /** Every table: those that jobs read or write, and those that the platform keeps. */
  public static TableCatalogue tables() {
    return new TableCatalogue(
        Stream.concat(
                JOBS.tables(),
                Stream.of(
                    RunRow.class,
                    LoadedFile.class,
                    RejectedRow.class,
                    DuplicateRow.class,
                    ErasedPerson.class))
            .toList());
  }
}
