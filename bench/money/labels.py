import csv,io,re,os,collections
D='/work/shared/data/fec/spec/fec-labels/'
def load():
    out={}
    for f in sorted(os.listdir(D)):
        v=f[:-4]
        raw=open(D+f,'rb').read()
        t=raw.decode('utf-8',errors='replace').replace('\r\n','\n').replace('\r','\n')
        for row in csv.reader(io.StringIO(t)):
            if not row or not row[0].strip(): continue
            k=row[0].strip()
            r=[re.sub(r'\s+',' ',c.strip()) for c in row[1:]]
            while r and r[-1]=='': r.pop()
            out[(k,v)]=r
    return out
if __name__=='__main__':
    L=load()
    vs=sorted({v for _,v in L},key=float)
    kinds=collections.OrderedDict()
    for k,v in L: kinds.setdefault(k,[]).append(v)
    for k in kinds:
        g=[]
        for v in vs:
            if (k,v) in L:
                n=[re.sub('[^a-z0-9]','',x.lower()) for x in L[(k,v)]]
                if g and g[-1][1]==n: g[-1][0].append(v)
                else: g.append(([v],n))
        print(k,[(x[0][0]+'-'+x[0][-1],len(x[1])) for x in g])
