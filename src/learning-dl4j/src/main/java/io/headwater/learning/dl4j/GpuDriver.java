package io.headwater.learning.dl4j;

/** Tells which GPUs this process may use. */
interface GpuDriver {
  /** Never throws because there is none. */
  Gpus look();
}
