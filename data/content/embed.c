/* Build-time helper: writes the files named on the command line as one C file
 * of byte arrays with a table of names (see data/content.h). */
#include <stdio.h>
#include <string.h>

static int
emit(const char *path, int index)
{
    FILE *in = fopen(path, "rb");
    int c, column = 0;
    long size = 0;

    if (!in) {
        perror(path);
        return -1;
    }
    printf("static const unsigned char file_%d[] = {\n", index);
    while ((c = getc(in)) != EOF) {
        printf("%d,", c);
        if (++column % 32 == 0)
            putchar('\n');
        size++;
    }
    printf("0\n};\n#define SIZE_%d %ld\n", index, size);
    fclose(in);
    return 0;
}

int
main(int argc, char **argv)
{
    printf("#include \"data/content.h\"\n\n");
    for (int i = 1; i < argc; i++)
        if (emit(argv[i], i))
            return 1;
    printf("const struct content_file content_files[] = {\n");
    for (int i = 1; i < argc; i++) {
        const char *name = strncmp(argv[i], "data/", 5) == 0 ? argv[i] + 5 : argv[i];

        printf("    { \"%s\", (const char *)file_%d, SIZE_%d },\n", name, i, i);
    }
    printf("    { 0, 0, 0 }\n};\n");
    return 0;
}
