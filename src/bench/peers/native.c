/* Times a forest that tl2cgen compiled to C: nanoseconds a row over the rows of a file, one after another, and the
 * largest difference from what xgboost itself says. Arguments: library, rows.f32, expected.f32, columns. */
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

union entry {
  int missing;
  float fvalue;
};

typedef void (*predict_function)(union entry *, int, float *);

static void *read_all(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  *bytes = ftell(file);
  rewind(file);
  void *all = malloc(*bytes);
  if (fread(all, 1, *bytes, file) != *bytes) exit(2);
  fclose(file);
  return all;
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1e9 + at.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 5) return 2;
  void *library = dlopen(arguments[1], RTLD_NOW);
  predict_function predict = library ? (predict_function)dlsym(library, "predict") : NULL;
  if (!predict) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  size_t bytes, columns = atoi(arguments[4]);
  float *rows = read_all(arguments[2], &bytes);
  size_t number = bytes / sizeof(float) / columns;
  float *expected = read_all(arguments[3], &bytes);
  union entry *entries = malloc(number * columns * sizeof(union entry));
  for (size_t i = 0; i < number * columns; i++) {
    if (isnan(rows[i])) entries[i].missing = -1;
    else entries[i].fvalue = rows[i];
  }
  double apart = 0, best = INFINITY;
  for (size_t i = 0; i < number; i++) {
    float answer[4] = {0};
    predict(entries + i * columns, 0, answer);
    apart = fmax(apart, fabs(answer[0] - expected[i]));
  }
  double sum = 0;
  for (int round = 0; round < 60; round++) {
    double begin = now();
    for (size_t i = 0; i < number; i++) {
      float answer[4] = {0};
      predict(entries + i * columns, 0, answer);
      sum += answer[0];
    }
    double took = (now() - begin) / number;
    if (round >= 10 && took < best) best = took;
    if (round == 59) printf("%.1f %.3g %zu %.3f\n", best, apart, number, sum);
  }
  return 0;
}
