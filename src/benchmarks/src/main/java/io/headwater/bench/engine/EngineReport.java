package io.headwater.bench.engine;

import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of one case.
 *
 * @param samples of ours, images per second
 * @param inRow steps of a sample
 */
record EngineReport(
    EngineCase asked, OurStep ours, List<Double> samples, SgemmPeak peak, int inRow, int rounds) {
  private static final String NAME = "engine";
  private static final String UNIT = "images/s";

  Result against(LibtorchStep libtorch, List<String> leftOut, List<Double> peerSamples)
      throws IOException {
    Measurement other = Measurement.of(peerSamples, UNIT);
    Map<String, Object> settings = settings();
    settings.put("peerPrecision", libtorch.precision().id());
    settings.put("peerMemoryFormat", libtorch.setting().format().id());
    settings.put("peerThreads", libtorch.setting().threads());
    settings.put("peerLeftOut", leftOut);
    settings.put("peerUpdateShare", libtorch.updateShare(asked.batch() / other.median()));
    settings.put("peerShareOfSgemmPeak", peak.share(flops(), other.median()));
    return Result.against(
        Peer.of(other, libtorch.what()),
        NAME,
        settings,
        measured(),
        Better.HIGHER,
        Goal.ratio(asked.goal(libtorch.precision())));
  }

  /** Where libtorch is right in no setting. */
  Result alone(LibtorchChoice<?> libtorch) throws IOException {
    Map<String, Object> settings = settings();
    settings.put("peerPrecision", libtorch.precision().id());
    settings.put("peerLeftOut", libtorch.leftOut());
    return Result.alone(NAME, settings, measured(), Goal.ratio(asked.goal(libtorch.precision())));
  }

  private Map<String, Object> settings() throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", asked.model().name());
    settings.put("batch", asked.batch());
    settings.put("precision", asked.precision().id());
    settings.put("input", asked.architecture().input().toString());
    settings.put("parameters", asked.parameters());
    settings.put("engine", ours.engine().name());
    settings.put("executor", ours.description().engine());
    settings.put("device", ours.description().device());
    settings.put("threads", Libtorch.allThreads());
    settings.put("stepsPerRound", inRow);
    settings.put("rounds", rounds);
    settings.put("gigaflopPerImage", flops().perImage() / 1e9);
    settings.put("sgemmGigaflops", peak.gigaflops());
    settings.put("shareOfSgemmPeak", peak.share(flops(), measured().median()));
    settings.put("openMpRuntimes", OpenMpRuntimes.loaded());
    return settings;
  }

  private Measurement measured() {
    return Measurement.of(samples, UNIT);
  }

  private StepFlops flops() {
    return StepFlops.of(asked.architecture());
  }
}
