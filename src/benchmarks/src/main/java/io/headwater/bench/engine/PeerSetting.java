package io.headwater.bench.engine;

/**
 * How libtorch is to compute.
 *
 * @param threads at least 1
 */
record PeerSetting(MemoryFormat format, int threads) {
  @Override
  public String toString() {
    return format.id() + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
