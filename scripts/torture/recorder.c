/*
 * Stands between a program and the C library (LD_PRELOAD) and, for files below one folder,
 * writes down what was asked of the disk and lets it be full or fail.
 *
 *   XUNDU_BELOW    the folder whose files count
 *   XUNDU_RECORD   where to write down; nothing is written down without it
 *   XUNDU_FAULTS   a file of three 64-bit numbers that may change at any time:
 *                  [0] bytes by which files may still grow (below zero: no limit)
 *                  [1] flushes that still succeed before some fail
 *                  [2] how many fail then
 *
 * A record is: operation (1 byte), length of the name (4), place (8), length of the data (8), all
 * little end first on the machines this runs on, then the name and the data. Operations:
 *   C create   W write   T cut to a length   S flush   U unlink   R rename (data: the new name)
 *   M make a folder   A a line in a file that ends in .ack, which is not part of the disk
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FILES 4096

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_remove)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_mkdir)(const char *, mode_t);

static const char *below;
static int record = -1;
static volatile int64_t *faults;
static char *names[MOST_FILES];
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_remove = dlsym(RTLD_NEXT, "remove");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_mkdir = dlsym(RTLD_NEXT, "mkdir");
  below = getenv("XUNDU_BELOW");
  const char *to = getenv("XUNDU_RECORD");
  if (to) record = real_open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *from = getenv("XUNDU_FAULTS");
  if (from) {
    int file = real_open(from, O_RDWR | O_CLOEXEC);
    void *shared = mmap(NULL, 24, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) faults = shared;
    real_close(file);
  }
}

static int counts(const char *path) {
  if (!below || !path) return 0;
  size_t length = strlen(below);
  return strncmp(path, below, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static const char *name_of(int file) {
  return file >= 0 && file < MOST_FILES ? names[file] : NULL;
}

static int is_ack(const char *name) {
  size_t length = strlen(name);
  return length > 4 && strcmp(name + length - 4, ".ack") == 0;
}

static void note(char operation, const char *name, uint64_t place, const void *data, uint64_t length) {
  if (record < 0) return;
  char head[21];
  uint32_t name_length = strlen(name);
  head[0] = operation;
  memcpy(head + 1, &name_length, 4);
  memcpy(head + 5, &place, 8);
  memcpy(head + 13, &length, 8);
  pthread_mutex_lock(&one_at_a_time);
  real_write(record, head, sizeof head);
  real_write(record, name, name_length);
  if (length > 0) real_write(record, data, length);
  pthread_mutex_unlock(&one_at_a_time);
}

/* ---- opening and closing ---- */

static int opened(int file, const char *path, int flags, int existed) {
  if (file < 0 || file >= MOST_FILES || !counts(path)) return file;
  free(names[file]);
  names[file] = strdup(path);
  if ((flags & O_CREAT) && !existed && !is_ack(path)) note('C', path, 0, NULL, 0);
  if ((flags & O_TRUNC) && existed && !is_ack(path)) note('T', path, 0, NULL, 0);
  return file;
}

static int exists(const char *path) {
  return counts(path) ? access(path, F_OK) == 0 : 1;
}

#define MODE_OF_CALL                          \
  mode_t mode = 0;                            \
  if (flags & (O_CREAT | __O_TMPFILE)) {      \
    va_list rest;                             \
    va_start(rest, flags);                    \
    mode = va_arg(rest, int);                 \
    va_end(rest);                             \
  }                                           \
  int existed = exists(path);

int open(const char *path, int flags, ...) {
  MODE_OF_CALL
  return opened(real_open(path, flags, mode), path, flags, existed);
}

int open64(const char *path, int flags, ...) {
  MODE_OF_CALL
  return opened(real_open(path, flags, mode), path, flags, existed);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE_OF_CALL
  return opened(real_openat(folder, path, flags, mode), path, flags, existed);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE_OF_CALL
  return opened(real_openat(folder, path, flags, mode), path, flags, existed);
}

int close(int file) {
  if (name_of(file)) {
    free(names[file]);
    names[file] = NULL;
  }
  return real_close(file);
}

/* ---- writing ---- */

/* How many of the bytes still fit; a disk that is nearly full takes a part of a write. */
static size_t that_fit(int file, size_t length, off64_t place) {
  if (!faults || faults[0] < 0 || is_ack(names[file])) return length;
  struct stat64 now;
  if (fstat64(file, &now) != 0) return length;
  int64_t growth = (int64_t)(place + length) - now.st_size;
  if (growth <= 0) return length;
  if (growth <= faults[0]) {
    faults[0] -= growth;
    return length;
  }
  int64_t missing = growth - faults[0];
  faults[0] = 0;
  return missing >= (int64_t)length ? 0 : length - missing;
}

static ssize_t written(int file, const void *bytes, ssize_t result, off64_t place) {
  if (result > 0) note(is_ack(names[file]) ? 'A' : 'W', names[file], place, bytes, result);
  return result;
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (!name_of(file)) return real_write(file, bytes, length);
  off64_t place = lseek64(file, 0, SEEK_CUR);
  size_t fitting = that_fit(file, length, place);
  if (fitting == 0 && length > 0) {
    errno = ENOSPC;
    return -1;
  }
  return written(file, bytes, real_write(file, bytes, fitting), place);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) {
  if (!name_of(file)) return real_pwrite(file, bytes, length, place);
  size_t fitting = that_fit(file, length, place);
  if (fitting == 0 && length > 0) {
    errno = ENOSPC;
    return -1;
  }
  return written(file, bytes, real_pwrite(file, bytes, fitting, place), place);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) {
  return pwrite64(file, bytes, length, place);
}

int ftruncate64(int file, off64_t length) {
  int result = real_ftruncate(file, length);
  if (result == 0 && name_of(file)) note('T', names[file], length, NULL, 0);
  return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

/* ---- flushing ---- */

static int flushed(int file, int (*flush)(int)) {
  if (!name_of(file)) return flush(file);
  if (faults && faults[1] > 0) faults[1] -= 1;
  else if (faults && faults[2] > 0) {
    faults[2] -= 1;
    errno = EIO;
    return -1;
  }
  int result = flush(file);
  if (result == 0) note('S', names[file], 0, NULL, 0);
  return result;
}

int fsync(int file) { return flushed(file, real_fsync); }

int fdatasync(int file) { return flushed(file, real_fdatasync); }

/* ---- names ---- */

int unlink(const char *path) {
  int result = real_unlink(path);
  if (result == 0 && counts(path)) note('U', path, 0, NULL, 0);
  return result;
}

/* What removes a file in Node's own code does not come by way of unlink. */
int remove(const char *path) {
  int result = real_remove(path);
  if (result == 0 && counts(path)) note('U', path, 0, NULL, 0);
  return result;
}

int rename(const char *from, const char *to) {
  int result = real_rename(from, to);
  if (result == 0 && counts(from)) note('R', from, 0, to, strlen(to));
  return result;
}

int mkdir(const char *path, mode_t mode) {
  int result = real_mkdir(path, mode);
  if (result == 0 && counts(path)) note('M', path, 0, NULL, 0);
  return result;
}
