package dev.plumbline.bench.load;

/**
 * What was found out about one server.
 *
 * @param flatOut with connections that wait for their answers
 * @param modest at 1000 requests a second
 * @param taken what the host of the machine took of it meanwhile, a share
 * @param sustained at the highest rate that it keeps up with
 * @param answers its probabilities for the first rows, to be held against those of the others
 */
record Result(String name, Step flatOut, Step modest, double taken, Step sustained, double[] answers) {}
