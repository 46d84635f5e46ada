package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import io.headwater.learning.engine.Lineage;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Tells Flink the types inside a learner's state: it does not find maps of maps by itself. */
public final class LearnerStateTypes extends TypeInfoFactory<LearnerState> {
  @Override
  public TypeInformation<LearnerState> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    TypeInformation<Map<String, Tensor>> tensors =
        Types.MAP(Types.STRING, TypeInformation.of(Tensor.class));
    TypeInformation<NetworkState> network =
        Types.POJO(
            NetworkState.class,
            Map.of(
                "updates",
                Types.LONG,
                "parameters",
                tensors,
                "optimiser",
                Types.MAP(Types.STRING, tensors)));
    return Types.POJO(
        LearnerState.class,
        Map.of(
            "architecture", Types.STRING,
            "step", Types.LONG,
            "dropped", Types.LONG,
            "seed", Types.LONG,
            "lossWeights", Types.MAP(Types.STRING, Types.DOUBLE),
            "networks", Types.MAP(Types.STRING, network),
            "lineage", TypeInformation.of(Lineage.class)));
  }
}
