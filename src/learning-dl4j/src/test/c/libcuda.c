/* An NVIDIA driver of two GPUs, as much of it as is asked for. Built by CudaDriverTest. */
#ifndef INIT_ERROR
#define INIT_ERROR 0
#endif

static const int capabilities[2][2] = {{8, 6}, {9, 0}};

int cuInit(unsigned int flags) { return flags == 0 ? INIT_ERROR : 1; }

int cuDeviceGetCount(int *count) {
  *count = 2;
  return 0;
}

int cuDeviceGet(int *device, int ordinal) {
  *device = 70 + ordinal;
  return ordinal < 0 || ordinal > 1 ? 101 : 0;
}

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  if ((attribute != 75 && attribute != 76) || device < 70 || device > 71) return 1;
  *value = capabilities[device - 70][attribute - 75];
  return 0;
}
