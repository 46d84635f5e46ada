package io.headwater.learning.onednn;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.host.Processor;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** oneDNN on the CPU, its primitives called directly. */
public final class OneDnnEngine implements Engine {
  private static final int ON_CPU = 50;

  @Override
  public String name() {
    return "onednn";
  }

  @Override
  public Suitability suitability() {
    return Isa.isSupported() ? Suitability.of(ON_CPU) : Suitability.none(Isa.lacking());
  }

  @Override
  public EngineDescription describe() {
    dnnl_version_t version = dnnl.dnnl_version();
    return new EngineDescription(
        name()
            + " "
            + version.major()
            + "."
            + version.minor()
            + "."
            + version.patch()
            + " for "
            + Isa.widest(),
        Processor.name() + ", " + Threads.count() + " threads");
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    return openPart(network, network, state, optimiser, precision);
  }

  @Override
  public EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Optimiser optimiser, Precision precision) {
    state.requireFits(part, optimiser);
    Work work = Work.of(whole, Threads.count());
    memory.data_type type = hasProducts(whole) ? type(precision) : memory.data_type.f32;
    return new OneDnnNetwork(part, state, optimiser, type, work);
  }

  /** Precision is that of products of layers; what only adds up others keeps all their digits. */
  private static boolean hasProducts(Network network) {
    return network.nodes().stream()
        .anyMatch(node -> node.layer() instanceof Convolution || node.layer() instanceof Dense);
  }

  private static memory.data_type type(Precision precision) {
    return switch (precision) {
      case F32 -> memory.data_type.f32;
      case BF16 -> {
        if (!Isa.hasBfloat16()) {
          throw new IllegalArgumentException(
              "precision bf16 needs a processor with AMX or AVX-512 BF16; oneDNN uses "
                  + Isa.widest()
                  + " here. Configure training.precision: f32");
        }
        yield memory.data_type.bf16;
      }
      case F64 ->
          throw new IllegalArgumentException(
              "engine 'onednn' computes in f32 and bf16, not in f64; engine 'dl4j' does");
    };
  }
}
